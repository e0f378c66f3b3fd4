import { copyFileSync, renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../../electron/protectors/recovery-code.ts';
import { desktopWithVault, TestDesktop } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';
import { pin, recoveryCode } from '../../../support/scratch.ts';

const passphrase = 'correct horse battery staple';
const typedCode = formatRecoveryCode(recoveryCode);

describe('the first run', () => {
  it('creates a vault behind the keychain, with a recovery code that was typed back', async () => {
    const desktop = await new TestDesktop().start();
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'none', slots: [] });
    const { code } = await desktop.value('vault.newRecoveryCode', {});
    const created = await desktop.value('vault.create', { protector: 'keychain', newRecoveryCode: code.toLowerCase() });
    expect(created).toMatchObject({ state: 'unlocked', hasPin: false, unlockBy: ['nothing', 'recovery-code'] });
    expect(desktop.shell.events()).toContain('vault.unlocked');
    await desktop.value('vault.lock', {});
    expect(await desktop.value('vault.unlock', { recoveryCode: code })).toMatchObject({ state: 'unlocked' });
  });

  it('creates nothing when another code was typed, and the offer stands', async () => {
    const desktop = await new TestDesktop().start();
    const { code } = await desktop.value('vault.newRecoveryCode', {});
    const wrong = await desktop.call('vault.create', { protector: 'keychain', newRecoveryCode: typedCode });
    expect(wrong).toEqual(failure('wrong-recovery-code'));
    const mistyped = await desktop.call('vault.create', { protector: 'keychain', newRecoveryCode: 'nonsense' });
    expect(mistyped).toEqual(failure('recovery-code-mistyped'));
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'none' });
    expect(await desktop.value('vault.create', { protector: 'keychain', newRecoveryCode: code })).toBeDefined();
  });

  it('creates one behind a passphrase alone, of which nothing can be read while it is locked', async () => {
    const desktop = await new TestDesktop().start();
    await desktop.value('vault.create', { protector: 'passphrase', passphrase, newRecoveryCode: null });
    await desktop.application.close();
    const again = await new TestDesktop(desktop.scratch).start();
    expect(await again.value('vault.status', {})).toMatchObject({
      state: 'closed',
      unlockBy: ['passphrase'],
      problem: { code: 'passphrase-needed' },
    });
    expect(await again.call('keys.list', {})).toEqual(failure('vault-locked'));
    expect(await again.value('vault.unlock', { passphrase })).toMatchObject({ state: 'unlocked', problem: null });
  });

  it.each([
    ['a passphrase that is too short', { protector: 'passphrase', passphrase: 'short' }, 'passphrase-too-short'],
    ['a PIN that is too short', { protector: 'keychain', pin: '1234' }, 'pin-too-short'],
    ['a PIN with a passphrase', { protector: 'passphrase', passphrase, pin: 'long enough' }, 'pin-not-applicable'],
    ['no passphrase', { protector: 'passphrase' }, 'passphrase-needed'],
    ['a passphrase for the keychain', { protector: 'keychain', passphrase }, 'invalid-input'],
  ] as const)('refuses %s', async (_what, input, code) => {
    const desktop = await new TestDesktop().start();
    expect(await desktop.call('vault.create', { ...input, newRecoveryCode: null })).toEqual(failure(code));
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'none' });
  });

  it('refuses a second vault', async () => {
    const desktop = await desktopWithVault();
    const again = await desktop.call('vault.create', { protector: 'keychain', newRecoveryCode: null });
    expect(again).toEqual(failure('vault-exists'));
  });

  it('says why a protector cannot be used', async () => {
    const desktop = new TestDesktop();
    desktop.scratch.keychain.refuseWith('keychain-unavailable');
    await desktop.start();
    const { protectors } = await desktop.value('vault.protectors', {});
    expect(protectors).toMatchObject([
      { kind: 'keychain', available: false, problem: { code: 'keychain-unavailable' } },
      { kind: 'tpm', available: false, problem: { code: 'tpm-not-found' } },
      { kind: 'passphrase', available: true, problem: null },
    ]);
  });
});

describe('unlocking and locking', () => {
  it('opens all at the start where nothing must be typed, and names and dates alone behind a PIN', async () => {
    expect(await (await desktopWithVault()).value('vault.status', {})).toMatchObject({ state: 'unlocked' });
    const pinned = await desktopWithVault(pin);
    expect(await pinned.value('vault.status', {})).toMatchObject({
      state: 'locked',
      hasPin: true,
      unlockBy: ['pin', 'recovery-code'],
    });
    expect(await pinned.value('keys.list', {})).toMatchObject({ keys: [] });
  });

  it('opens by the PIN, and refuses another one', async () => {
    const desktop = await desktopWithVault(pin);
    expect(await desktop.call('vault.unlock', {})).toEqual(failure('pin-needed'));
    expect(await desktop.call('vault.unlock', { pin: 'another long pin' })).toEqual(failure('wrong-pin'));
    expect(await desktop.value('vault.unlock', { pin: pin.toString() })).toMatchObject({ state: 'unlocked' });
    expect(desktop.shell.events()).toContain('vault.unlocked');
  });

  it('refuses two ways at once', async () => {
    const desktop = await desktopWithVault();
    const both = await desktop.call('vault.unlock', { pin: 'x', passphrase: 'y' });
    expect(both).toEqual(failure('invalid-input', { field: 'credentials' }));
  });

  it('locks on demand: no secret opens, and the list stays (K9)', async () => {
    const desktop = await desktopWithVault();
    const { key } = await desktop.value('keys.add', { name: 'k', secret: [{ name: 'secret', text: 'x' }] });
    expect(await desktop.value('vault.lock', {})).toMatchObject({ state: 'locked' });
    expect(desktop.shell.told).toContainEqual({ event: 'vault.locked', payload: { why: 'asked' } });
    expect(await desktop.call('keys.reveal', { id: key.id, confirmed: true })).toEqual(failure('vault-locked'));
    expect((await desktop.value('keys.list', {})).keys).toHaveLength(1);
  });

  it.each(['suspend', 'screen-lock'] as const)('locks at %s', async (why) => {
    const desktop = await desktopWithVault();
    desktop.shell.goAway(why);
    await expect.poll(() => desktop.shell.told).toContainEqual({ event: 'vault.locked', payload: { why } });
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'locked' });
  });

  it('locks when a locked screen is told of beside the shell, which makes that known', async () => {
    const before = await desktopWithVault();
    await before.application.close();
    const desktop = new TestDesktop(before.scratch);
    desktop.shell.can = { ...desktop.shell.can, lockSignals: false };
    const screen = { lock: () => {}, isClosed: false };
    desktop.screenLock = {
      onLocked: (locked) => {
        screen.lock = locked;
      },
      close: () => {
        screen.isClosed = true;
      },
    };
    await desktop.start();
    expect(await desktop.value('capabilities', {})).toMatchObject({ lockSignals: true });
    screen.lock();
    await expect
      .poll(() => desktop.shell.told)
      .toContainEqual({ event: 'vault.locked', payload: { why: 'screen-lock' } });
    await desktop.application.close();
    expect(screen.isClosed).toBe(true);
  });

  it('obeys a lock of another process, and tells the window', async () => {
    const desktop = await desktopWithVault();
    await (await desktop.scratch.open()).lock();
    await expect
      .poll(() => desktop.shell.told)
      .toContainEqual({ event: 'vault.locked', payload: { why: 'elsewhere' } });
  });

  it('shows what another process adds', async () => {
    const desktop = await desktopWithVault();
    const other = await new TestDesktop(desktop.scratch).start();
    await other.value('keys.add', { name: 'theirs', secret: [{ name: 'secret', text: 'x' }] });
    await expect.poll(() => desktop.shell.events()).toContain('keys.changed');
    expect((await desktop.value('keys.list', {})).keys.map(({ name }) => name)).toEqual(['theirs']);
  });

  it('opens the vault that took the place of the file', async () => {
    const desktop = await new TestDesktop().start();
    await desktop.value('vault.create', { protector: 'keychain', newRecoveryCode: null });
    const other = await new TestDesktop().start();
    await other.value('vault.create', { protector: 'keychain', newRecoveryCode: null });
    await other.value('keys.add', { name: 'restored', secret: [{ name: 'secret', text: 'x' }] });
    await other.application.close();
    copyFileSync(other.scratch.path, `${desktop.scratch.path}.restored`);
    renameSync(`${desktop.scratch.path}.restored`, desktop.scratch.path);
    // Its keychain items are elsewhere: what matters is that nothing is written into the file that is gone.
    const status = await desktop.value('vault.status', {});
    expect(status).toMatchObject({ state: 'closed', problem: { code: 'keychain-item-missing' } });
  });

  it('says that the file is gone, and opens it when it is back, however soon that is', async () => {
    const desktop = await desktopWithVault();
    const { path } = desktop.scratch;
    renameSync(path, `${path}.away`);
    const problem = { code: 'vault-not-found' };
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'unusable', problem });
    const told = desktop.shell.events().length;
    renameSync(`${path}.away`, path);
    await expect.poll(() => desktop.shell.events().slice(told)).toContain('vault.unlocked');
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'unlocked', problem: null });
  });

  it('opens nothing again once it is closed', async () => {
    const desktop = await desktopWithVault();
    await desktop.application.close();
    expect(await desktop.call('keys.list', {})).toEqual(failure('vault-not-found'));
  });

  it('goes on after another process gave the vault new keys', async () => {
    const desktop = await desktopWithVault();
    const other = await new TestDesktop(desktop.scratch).start();
    const { code } = await other.value('vault.newRecoveryCode', {});
    await other.value('vault.rekey', { drop: [], dropDamaged: false, newRecoveryCode: code });
    await expect.poll(() => desktop.call('keys.list', {})).toMatchObject({ ok: true });
    expect(await desktop.value('vault.status', {})).toMatchObject({ state: 'unlocked' });
  });
});

describe('recovering and re-keying', () => {
  it('comes back by the recovery code after the keychain lost its item', async () => {
    const desktop = await desktopWithVault();
    await desktop.application.close();
    desktop.scratch.keychain.items.clear();
    const again = await new TestDesktop(desktop.scratch).start();
    expect(await again.value('vault.status', {})).toMatchObject({
      state: 'closed',
      problem: { code: 'keychain-item-missing' },
    });
    const recovered = await again.value('vault.recover', { protector: 'keychain', recoveryCode: typedCode });
    expect(recovered).toMatchObject({ state: 'unlocked', problem: null });
    expect(await again.value('vault.check', {})).toMatchObject({ findings: [], secretsChecked: true });
  });

  it('gives new keys, with a new recovery code', async () => {
    const desktop = await desktopWithVault();
    const plan = { drop: [], dropDamaged: false };
    expect(await desktop.call('vault.rekey', plan)).toEqual(failure('slot-needs-owner', { kind: 'recovery' }));
    const { code } = await desktop.value('vault.newRecoveryCode', {});
    expect(await desktop.value('vault.rekey', { ...plan, newRecoveryCode: code })).toEqual({ leftBehind: [] });
    expect(await desktop.call('vault.unlock', { recoveryCode: typedCode })).toEqual(failure('wrong-recovery-code'));
    expect(await desktop.value('vault.unlock', { recoveryCode: code })).toMatchObject({ state: 'unlocked' });
  });
});
