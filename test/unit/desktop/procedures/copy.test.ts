import { describe, expect, it } from 'vitest';
import { type CopyFormatName, copyFormatNames } from '../../../../shared/format-names.ts';
import { desktopWithVault } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';

const secret = 'sentinel-of-the-copy-tests';

async function withKey() {
  const desktop = await desktopWithVault();
  const { key } = await desktop.value('keys.add', {
    name: 'k',
    secret: [{ name: 'secret', text: secret }],
    headers: ['X-Api-Key: {secret}'],
    origins: ['https://api.example.com'],
  });
  const copy = (format: CopyFormatName, withSecret = true, more: { confirmed?: boolean; part?: string } = {}) =>
    desktop.call('keys.copy', { id: key.id, format, withSecret, confirmed: false, ...more });
  return { desktop, key, copy };
}

describe('keys.copy', () => {
  it.each(copyFormatNames)(
    'puts %s on the clipboard for the time of the settings, and answers no secret',
    async (format) => {
      const { desktop, copy, key } = await withKey();
      await desktop.value('settings.set', { clipboardSeconds: 12 });
      const answer = await copy(format);
      expect(answer).toMatchObject({ ok: true, value: { held: { keyId: key.id, name: 'k', format } } });
      expect(JSON.stringify(answer)).not.toContain(secret);
      expect(desktop.clipboard.text).toContain(secret);
      expect(desktop.clipboard.clearAfterMs).toBe(12_000);
      const { events } = await desktop.value('audit.list', { keyId: key.id, max: 1 });
      expect(events).toMatchObject([
        { action: 'secret-copied', surface: 'window', destination: `clipboard, ${format}` },
      ]);
    },
  );

  it('puts a form without the secret there while the vault is locked, and does not clear it', async () => {
    const { desktop, copy } = await withKey();
    await desktop.value('vault.lock', {});
    expect(await copy('curl', false)).toMatchObject({ ok: true, value: { held: null } });
    expect(desktop.clipboard.text).toContain('keybearer header');
    expect(desktop.clipboard.text).not.toContain(secret);
    expect(desktop.clipboard.clearAfterMs).toBeNull();
  });

  it('never takes the bare secret for a form without it', async () => {
    const { desktop, copy } = await withKey();
    expect(await copy('raw', false)).toMatchObject({ ok: true, value: { held: { format: 'raw' } } });
    expect(desktop.clipboard.clearAfterMs).toBe(30_000);
  });

  it('asks first where the policy says so', async () => {
    const { desktop, key, copy } = await withKey();
    await desktop.value('keys.edit', { id: key.id, askBeforeUse: true });
    expect(await copy('line')).toEqual(failure('confirmation-needed'));
    expect(desktop.clipboard.text).toBeUndefined();
    expect(desktop.clipboard.leftEmpty).toBe(1);
    expect(await copy('line', true, { confirmed: true })).toMatchObject({ ok: true });
  });

  it('refuses while the vault is locked, and lets go of the clipboard', async () => {
    const { desktop, copy } = await withKey();
    await desktop.value('vault.lock', {});
    expect(await copy('line')).toEqual(failure('vault-locked'));
    expect(desktop.clipboard.leftEmpty).toBe(1);
  });

  it('logs nothing where there is no clipboard', async () => {
    const { desktop, copy, key } = await withKey();
    desktop.clipboard.isUnreachable = true;
    expect(await copy('line')).toEqual(failure('clipboard-unavailable'));
    const { events } = await desktop.value('audit.list', { keyId: key.id, max: 9 });
    expect(events.map(({ action }) => action)).toEqual(['key-added']);
  });

  it('copies one part of several, and asks which', async () => {
    const { desktop } = await withKey();
    const { key } = await desktop.value('keys.add', {
      name: 'two',
      secret: [
        { name: 'id', text: 'the-id' },
        { name: 'key', text: 'the-key' },
      ],
    });
    const input = { id: key.id, format: 'raw', withSecret: true, confirmed: false } as const;
    expect(await desktop.call('keys.copy', input)).toEqual(failure('invalid-input', { reason: 'which-part' }));
    await desktop.value('keys.copy', { ...input, part: 'key' });
    expect(desktop.clipboard.text).toBe('the-key');
    expect(await desktop.call('keys.copy', { ...input, part: 'other' })).toEqual(failure('invalid-input'));
  });

  it('says that a key without a header has none', async () => {
    const { desktop } = await withKey();
    const { key } = await desktop.value('keys.add', { name: 'file', secret: [{ name: 'secret', text: 'x\ny' }] });
    const input = { id: key.id, format: 'curl', confirmed: false } as const;
    expect(await desktop.call('keys.copy', { ...input, withSecret: true })).toEqual(failure('no-header'));
    expect(await desktop.call('keys.copy', { ...input, withSecret: false })).toEqual(failure('no-header'));
  });
});

describe('what is on the clipboard', () => {
  it('is told until it is cleared', async () => {
    const { desktop, copy } = await withKey();
    await copy('line');
    const { held } = await desktop.value('clipboard.status', {});
    expect(held?.clearsAt).toBeGreaterThan(Date.now());
    expect(await desktop.value('clipboard.clear', {})).toEqual({ held: null });
    expect(desktop.clipboard.text).toBeUndefined();
    expect(desktop.shell.told.at(-1)).toEqual({ event: 'clipboard.changed', payload: { held: null } });
  });

  it('is told no longer once it is gone', async () => {
    const { desktop, copy } = await withKey();
    await copy('line');
    desktop.clipboard.lose();
    await expect.poll(() => desktop.shell.told.at(-1)).toEqual({ event: 'clipboard.changed', payload: { held: null } });
  });

  it('is cleared when the vault locks, and at the end (B3)', async () => {
    const { desktop, copy } = await withKey();
    await copy('line');
    await desktop.value('vault.lock', {});
    await expect.poll(() => desktop.clipboard.text).toBeUndefined();
    await desktop.value('vault.unlock', {});
    await copy('line');
    await desktop.application.close();
    expect(desktop.clipboard.text).toBeUndefined();
  });

  it('is the last copy alone (B2)', async () => {
    const { desktop, copy } = await withKey();
    await copy('line');
    await copy('curl');
    expect((await desktop.value('clipboard.status', {})).held).toMatchObject({ format: 'curl' });
  });
});
