import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { becomeInstance } from '../../../../electron/desktop/chromium/single-instance.ts';

function runtime() {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, env: { XDG_RUNTIME_DIR: folder } };
}

describe('becomeInstance', () => {
  it('lets the second start ask the first, and ends by itself', async () => {
    const { folder, env } = runtime();
    let asked = 0;
    const first = await becomeInstance('/a/vault.db', env, 'linux', () => asked++);
    expect(first).toBeDefined();
    expect(await becomeInstance('/a/vault.db', env, 'linux', () => undefined)).toBeUndefined();
    await expect.poll(() => asked).toBe(1);
    const [socket] = readdirSync(folder);
    expect(statSync(join(folder, socket!)).mode & 0o777).toBe(0o600);
    first!.release();
    const next = await becomeInstance('/a/vault.db', env, 'linux', () => undefined);
    expect(next).toBeDefined();
    next!.release();
  });

  it('keeps the windows of two vaults apart', async () => {
    const { env } = runtime();
    const one = await becomeInstance('/a/vault.db', env, 'linux', () => undefined);
    const other = await becomeInstance('/b/vault.db', env, 'linux', () => undefined);
    expect(other).toBeDefined();
    one!.release();
    other!.release();
  });
});
