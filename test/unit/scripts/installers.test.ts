/** electron-builder.yml: the fuses (E19), and all of it against the schema that electron-builder itself checks first. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
