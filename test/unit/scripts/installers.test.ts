/** electron-builder.yml: the fuses (E19), and all of it against the schema that electron-builder itself checks first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appId } from '../../../electron/desktop/login-start.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

/** electron-builder has three hundred packages: it is installed where installers are built, and not for everybody. */
function builder(): NodeJS.Require | undefined {
  try {
    return createRequire(createRequire(join(root, 'package.json')).resolve('app-builder-lib/package.json'));
  } catch {
    return undefined;
  }
}

const require = builder();

/** Of a PNG: the IHDR chunk comes first. */
function sizeOf(name: string): string {
  const png = readFileSync(join(root, 'resources', name));
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

describe('electron-builder.yml', () => {
  it('sets every fuse, and leaves no way in (E19)', () => {
    const block = /^electronFuses:\n((?: {2}\S.*\n)+)/m.exec(text)?.[1] ?? '';
    const fuses = Object.fromEntries(
      Array.from(block.matchAll(/^ {2}(\w+): (true|false)$/gm), ([, name, on]) => [name, on]),
    );
    expect(fuses).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });

  it('packs what package.json starts, and the command line is not in it', () => {
    expect(packageJson.main).toBe('out/main/main.js');
    expect(text).toContain('  - out/main/**\n  - out/preload/**\n  - out/renderer/**\n');
    expect(text).not.toContain('out/cli');
  });

  it('has one name for the program, its desktop entry and what the application calls itself', () => {
    expect(packageJson.desktopName).toBe(`${appId}.desktop`);
    expect(text).toContain(`\nappId: ${appId}\n`);
    expect(text).toContain(`\n  executableName: ${appId}\n  syncDesktopName: true\n`);
    expect(text).toContain(`\n        Exec: ${appId} --quick\n`);
  });

  it('names files that are there', () => {
    const named = Array.from(text.matchAll(/: (resources\/\S+)$/gm), ([, path]) => path!);
    expect(named).toContain('resources/entitlements.mac.plist');
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('has every icon in the size that its name says, and the tray its own twice as large too', () => {
    for (const name of readdirSync(join(root, 'resources/icons')))
      expect(`${sizeOf(`icons/${name}`)}.png`, name).toBe(name);
    expect(sizeOf('icon.png')).toBe('1024x1024');
    for (const name of ['tray', 'trayTemplate']) {
      expect(sizeOf(`${name}.png`)).toBe('16x16');
      expect(sizeOf(`${name}@2x.png`)).toBe('32x32');
    }
  });

  it('takes one thing out of the hardened runtime', () => {
    const entitlements = readFileSync(join(root, 'resources/entitlements.mac.plist'), 'utf8');
    expect(Array.from(entitlements.matchAll(/<key>(.*)<\/key>/g), ([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });

  it.runIf(require !== undefined)('keeps to the schema', () => {
    const Ajv = require!('ajv').default ?? require!('ajv');
    const schema = require!('app-builder-lib/scheme.json');
    const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
    ajv.addKeyword('typeof');
    const isValid = ajv.compile(schema);
    isValid(require!('js-yaml').load(text));
    expect(isValid.errors).toBeNull();
  });

  it('keeps Electron within the latest three majors of its release (E16)', () => {
    expect(Number(packageJson.devDependencies.electron.split('.')[0])).toBeGreaterThanOrEqual(43);
  });
});
