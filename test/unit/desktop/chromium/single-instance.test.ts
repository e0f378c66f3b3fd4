import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { becomeInstance } from '../../../../electron/desktop/chromium/single-instance.ts';
import { failure } from '../../../support/failure.ts';

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

  it('makes one of many that start at once', async () => {
    const { env } = runtime();
    const starts = Array.from({ length: 8 }, () => becomeInstance('/a/vault.db', env, 'linux', () => undefined));
    const instances = (await Promise.all(starts)).filter((instance) => instance !== undefined);
    expect(instances).toHaveLength(1);
    instances[0]!.release();
  });

  it('takes the place of what a dead process left', async () => {
    const { folder, env } = runtime();
    const first = await becomeInstance('/a/vault.db', env, 'linux', () => undefined);
    const [socket] = readdirSync(folder);
    first!.release();
    writeFileSync(join(folder, socket!), '');
    const next = await becomeInstance('/a/vault.db', env, 'linux', () => undefined);
    expect(next).toBeDefined();
    next!.release();
  });

  it.skipIf(process.platform === 'win32')('never meets in a folder where others could answer', async () => {
    const { folder, env } = runtime();
    const tmp = mkdtempSync(join(tmpdir(), 'keybearer-tmp-'));
    vi.stubEnv('TMPDIR', tmp);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(tmp, { recursive: true, force: true });
    });
    chmodSync(folder, 0o777);
    const instance = await becomeInstance('/a/vault.db', env, 'linux', () => undefined);
    expect(readdirSync(folder)).toEqual([]);
    const [own] = readdirSync(tmp);
    expect(statSync(join(tmp, own!)).mode & 0o777).toBe(0o700);
    instance!.release();

    const refused = failure('window-unavailable', { reason: 'no-private-folder' });
    chmodSync(join(tmp, own!), 0o755);
    await expect(becomeInstance('/a/vault.db', env, 'linux', () => undefined)).rejects.toEqual(refused);
    rmSync(join(tmp, own!), { recursive: true });
    mkdirSync(join(tmp, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(tmp, 'elsewhere'), join(tmp, own!));
    await expect(becomeInstance('/a/vault.db', {}, 'linux', () => undefined)).rejects.toEqual(refused);
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
