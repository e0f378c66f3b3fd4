/** The demo from start to end, where there is no display: its own keychain, its own X server, the real clipboard. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stops } from '../../scripts/demo/walk.ts';

const script = join(import.meta.dirname, '../../scripts/demo/main.ts');

describe.runIf(process.platform === 'linux')('npm run demo', () => {
  it('walks through the main job and leaves a picture of each view', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-pictures-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const env = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--pictures', folder], {
      env,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/Pasted elsewhere: Authorization: Bearer gh[a-z]_\.\.\./);
    const wanted = stops('').flatMap(({ picture, schemes }) => schemes.map((scheme) => `${picture}-${scheme}.png`));
    expect(readdirSync(folder).sort()).toEqual(wanted.sort());
    for (const name of wanted) expect(isPicture(join(folder, name)), name).toBe(true);
  });
});

/** A PNG of the size of a window, and not of one colour: that takes a few kB. */
function isPicture(path: string): boolean {
  const png = readFileSync(path);
  return png.toString('latin1', 1, 4) === 'PNG' && png.readUInt32BE(16) > 1000 && png.length > 8_000;
}
