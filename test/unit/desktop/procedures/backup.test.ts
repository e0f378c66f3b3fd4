import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { desktopWithVault, type TestDesktop } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';

const passphrase = 'a passphrase of a test';
const details = { notes: 'ask Ada', renewal: 'renew it there', places: ['~/src/site/.env', 'CI of acme/site'] };
const secret = [{ name: 'secret', text: 'sentinel-of-a-backup' }];

async function withKeys(): Promise<{ desktop: TestDesktop; path: string }> {
  const desktop = await desktopWithVault();
  await desktop.value('keys.add', { name: 'one', secret, ...details });
  await desktop.value('keys.add', { name: 'two', secret });
  return { desktop, path: join(desktop.scratch.folder, 'keys.age') };
}

const write = { passphrase, confirmed: false, dropDamaged: false };

describe('backup.write', { timeout: 60_000 }, () => {
  it('writes one encrypted file for this user alone, and says so in the audit log', async () => {
    const { desktop, path } = await withKeys();
    const written = await desktop.value('backup.write', { path, ...write });
    expect(written).toEqual({ path, keys: 2, checked: true, findings: [] });
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1/);
    expect(readFileSync(path, 'latin1')).not.toContain('sentinel');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const { events } = await desktop.value('audit.list', { max: 1 });
    expect(events).toMatchObject([{ action: 'vault-backed-up', surface: 'window', destination: path }]);
    expect(await desktop.call('backup.write', { path, ...write })).toEqual(failure('file-exists'));
  });

  it('asks first where a key wants that, and leaves no file until then', async () => {
    const { desktop, path } = await withKeys();
    await desktop.value('keys.add', { name: 'asks', secret, askBeforeUse: true });
    expect(await desktop.call('backup.write', { path, ...write })).toEqual(
      failure('confirmation-needed', { name: 'asks' }),
    );
    expect(existsSync(path)).toBe(false);
    expect(await desktop.value('backup.write', { path, ...write, confirmed: true })).toMatchObject({ keys: 3 });
  });
});

describe('restore', { timeout: 60_000 }, () => {
  it('shows what would become of each key, and then does it', async () => {
    const { desktop, path } = await withKeys();
    await desktop.value('backup.write', { path, ...write });
    const other = await desktopWithVault();
    await other.value('keys.add', { name: 'two', secret: [{ name: 'secret', text: 'another' }] });
    const ask = { path, passphrase } as const;
    const stopped = await other.value('restore.preview', { ...ask, onConflict: 'stop' });
    expect(stopped.steps).toMatchObject([
      { name: 'one', action: 'add', storedAs: 'one' },
      { name: 'two', action: 'stop', storedAs: null, differsIn: expect.arrayContaining(['secret']) },
    ]);
    expect(await other.call('restore.apply', {})).toEqual(failure('restore-conflict'));
    await other.value('restore.preview', { ...ask, onConflict: 'keep-both' });
    expect(await other.value('restore.apply', {})).toEqual({ stored: 2 });
    const { keys } = await other.value('keys.list', {});
    expect(keys.map(({ name }) => name)).toEqual(['one', 'two', 'two-2']);
    expect(await other.value('keys.details', { id: keys[0]!.id })).toEqual(details);
  });

  it('asks for the passphrase, and refuses another', async () => {
    const { desktop, path } = await withKeys();
    await desktop.value('backup.write', { path, ...write });
    const ask = { path, onConflict: 'skip' } as const;
    expect(await desktop.call('restore.preview', ask)).toEqual(failure('backup-passphrase-needed'));
    expect(await desktop.call('restore.preview', { ...ask, passphrase: 'another one' })).toEqual(
      failure('wrong-backup-passphrase'),
    );
    const { steps } = await desktop.value('restore.preview', { ...ask, passphrase });
    expect(steps.map(({ action }) => action)).toEqual(['same', 'same']);
    await desktop.value('restore.cancel', {});
    expect(await desktop.call('restore.apply', {})).toEqual(failure('invalid-input', { field: 'preview' }));
  });
});
