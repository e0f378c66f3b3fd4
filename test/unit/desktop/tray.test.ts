import { describe, expect, it } from 'vitest';
import type { TrayEntry } from '../../../electron/desktop/tray-menu.ts';
import { desktopWithVault, TestDesktop } from '../../support/desktop.ts';
import { pin } from '../../support/scratch.ts';

const day = 86_400_000;
const secretText = 'sentinel-of-the-tray-tests';
const currentPin = pin.toString();

async function withKey(more: object = {}) {
  const desktop = await desktopWithVault(pin);
  await desktop.value('vault.unlock', { pin: currentPin });
  const secret = [{ name: 'secret', text: secretText }];
  const { key } = await desktop.value('keys.add', { name: 'k', secret, headers: ['X-Key: {secret}'], ...more });
  await expect.poll(() => labels(desktop)).toContainEqual(expect.stringMatching(/^Copy k/));
  return { desktop, key };
}

function labels({ shell }: TestDesktop): string[] {
  return (shell.tray?.entries ?? []).map((entry: TrayEntry) => (entry === 'line' ? '' : entry.label));
}

describe('the tray', () => {
  it('follows the keys, the lock and the clipboard', async () => {
    const { desktop, key } = await withKey();
    await desktop.value('keys.edit', { id: key.id, expiresAt: Date.now() + 3 * day });
    await expect.poll(() => labels(desktop)).toContain('k expires in 3 days');
    await desktop.value('keys.copy', { id: key.id, format: 'line', withSecret: true, confirmed: false });
    await expect.poll(() => labels(desktop)).toContain('Clear k from the clipboard');
    await desktop.value('vault.lock', {});
    await expect.poll(() => labels(desktop)).toContain('Locked: unlock…');
    await expect.poll(() => labels(desktop)).not.toContain('Clear k from the clipboard');
    expect(desktop.shell.tray?.title).toBe('Keybearer, locked: 1 key needs attention');
    expect(desktop.defects).toEqual([]);
  });

  it('copies as the window does: on the record, and for the time of the settings', async () => {
    const { desktop, key } = await withKey();
    desktop.shell.choose('Copy k');
    await expect.poll(() => desktop.clipboard.text).toBe(`X-Key: ${secretText}`);
    expect(desktop.clipboard.clearAfterMs).toBe(30_000);
    const { events } = await desktop.value('audit.list', { keyId: key.id, max: 1 });
    expect(events).toMatchObject([{ action: 'secret-copied', destination: 'clipboard, line' }]);
    expect(desktop.shell.focused).toBe(0);
    await expect.poll(() => labels(desktop)).toContain('Clear k from the clipboard');
    desktop.shell.choose('Clear k from the clipboard');
    await expect.poll(() => desktop.clipboard.text).toBeUndefined();
  });

  it('has the window ask where the vault is locked', async () => {
    const { desktop, key } = await withKey();
    await desktop.value('vault.lock', {});
    await expect.poll(() => labels(desktop)).toContain('Copy k…');
    desktop.shell.choose('Copy k…');
    await expect
      .poll(() => desktop.shell.told.at(-1))
      .toEqual({ event: 'keys.show', payload: { id: key.id, copy: true } });
    expect(desktop.shell.focused).toBe(1);
    expect(desktop.clipboard.text).toBeUndefined();
  });

  it('has the window ask for a key that asks before use, and copies nothing itself', async () => {
    const { desktop, key } = await withKey({ askBeforeUse: true });
    desktop.shell.choose('Copy k…');
    await expect
      .poll(() => desktop.shell.told.at(-1))
      .toEqual({ event: 'keys.show', payload: { id: key.id, copy: true } });
    expect(desktop.clipboard.text).toBeUndefined();
  });

  it('shows a key that expires, locks, opens and quits', async () => {
    const { desktop, key } = await withKey({ expiresAt: Date.now() + 3 * day });
    desktop.shell.choose('k expires in 3 days');
    await expect
      .poll(() => desktop.shell.told.at(-1))
      .toEqual({ event: 'keys.show', payload: { id: key.id, copy: false } });
    desktop.shell.choose('Open Keybearer');
    await expect.poll(() => desktop.shell.focused).toBe(2);
    desktop.shell.choose('Lock now');
    await expect.poll(() => desktop.value('vault.status', {})).toMatchObject({ state: 'locked' });
    desktop.shell.choose('Quit Keybearer');
    expect(desktop.shell.hasQuit).toBe(true);
  });

  it('offers the key that was used last first, after a new start too', async () => {
    const { desktop } = await withKey();
    const secret = [{ name: 'secret', text: secretText }];
    const { key } = await desktop.value('keys.add', { name: 'z', secret });
    await desktop.value('keys.copy', { id: key.id, format: 'raw', withSecret: true, confirmed: false });
    await desktop.application.close();
    const again = await new TestDesktop(desktop.scratch).start();
    await expect.poll(() => labels(again)).toContain('Copy k…');
    expect(labels(again).slice(0, 2)).toEqual(['Copy z…', 'Copy k…']);
  });

  it('reads nothing any more once the vault is closed', async () => {
    const { desktop, key } = await withKey();
    for (const tag of ['a', 'b', 'c']) await desktop.value('keys.edit', { id: key.id, tags: [tag] });
    await desktop.application.close();
    expect(desktop.defects).toEqual([]);
  });

  it('follows keys that another process adds', async () => {
    const { desktop } = await withKey();
    const other = await new TestDesktop(desktop.scratch).start();
    await other.value('vault.unlock', { pin: currentPin });
    await other.value('keys.add', { name: 'another', secret: [{ name: 'secret', text: secretText }] });
    await expect.poll(() => labels(desktop)).toContain('Copy another');
  });

  it('says nothing of keys where there is no vault', async () => {
    const desktop = await new TestDesktop().start();
    await expect.poll(() => labels(desktop)).toEqual(['Open Keybearer', '', 'Quit Keybearer']);
  });

  it('is not set where the shell has none', async () => {
    const desktop = new TestDesktop();
    desktop.shell.can = { ...desktop.shell.can, tray: false };
    await desktop.start();
    await desktop.value('capabilities', {});
    expect(desktop.shell.tray).toBeUndefined();
  });

  it('holds nothing of a secret', async () => {
    const { desktop } = await withKey({ expiresAt: Date.now() + day });
    await expect.poll(() => labels(desktop)).toContain('k expires tomorrow');
    expect(JSON.stringify(desktop.shell.tray)).not.toContain(secretText);
  });
});
