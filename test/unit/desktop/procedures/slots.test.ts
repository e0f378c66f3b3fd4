import { describe, expect, it } from 'vitest';
import { desktopWithVault } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';
import { pin } from '../../../support/scratch.ts';

const passphrase = 'correct horse battery staple';
const otherPin = 'another long pin';

describe('slots', () => {
  it('are added and removed, and the window is told', async () => {
    const desktop = await desktopWithVault();
    const added = await desktop.value('slots.add', { kind: 'passphrase', passphrase });
    expect(added.slots.map(({ kind }) => kind)).toContain('passphrase');
    expect(desktop.shell.events()).toContain('vault.changed');
    const { id } = added.slots.find(({ kind }) => kind === 'passphrase')!;
    const removed = await desktop.value('slots.remove', { id });
    expect(removed.slots.map(({ kind }) => kind)).not.toContain('passphrase');
  });

  it('take a recovery code that was typed back', async () => {
    const desktop = await desktopWithVault();
    const { code } = await desktop.value('vault.newRecoveryCode', {});
    const wrong = await desktop.call('slots.add', { kind: 'recovery', newRecoveryCode: code.slice(0, -1) });
    expect(wrong).toEqual(failure('recovery-code-mistyped'));
    const { slots } = await desktop.value('slots.add', { kind: 'recovery', newRecoveryCode: code });
    expect(slots.filter(({ kind }) => kind === 'recovery')).toHaveLength(2);
    expect(await desktop.call('slots.add', { kind: 'recovery', newRecoveryCode: code })).toEqual(
      failure('wrong-recovery-code'),
    );
  });

  it('never go below one', async () => {
    const desktop = await desktopWithVault();
    const { slots } = await desktop.value('vault.status', {});
    await desktop.value('slots.remove', { id: slots[0]!.id });
    expect(await desktop.call('slots.remove', { id: slots[1]!.id })).toEqual(failure('last-slot'));
  });

  it('stay as they are while the vault is locked', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('vault.lock', {});
    expect(await desktop.call('slots.add', { kind: 'passphrase', passphrase })).toEqual(failure('vault-locked'));
  });

  it('of a vault with a PIN take that PIN', async () => {
    const desktop = await desktopWithVault(pin);
    await desktop.value('vault.unlock', { pin: pin.toString() });
    expect(await desktop.call('slots.add', { kind: 'keychain', pin: otherPin })).toEqual(failure('wrong-pin'));
    const { slots } = await desktop.value('slots.add', { kind: 'keychain', pin: pin.toString() });
    expect(slots.filter((slot) => slot.kind === 'keychain' && slot.pin)).toHaveLength(2);
  });
});

describe('the PIN', () => {
  it('is set, changed and removed, each by whoever knows the one in use', async () => {
    const desktop = await desktopWithVault();
    expect(await desktop.value('pin.set', { pin: otherPin })).toMatchObject({ hasPin: true });
    const change = { currentPin: 'not the one', pin: pin.toString() };
    expect(await desktop.call('pin.change', change)).toEqual(failure('wrong-pin'));
    await desktop.value('pin.change', { ...change, currentPin: otherPin });
    await desktop.value('vault.lock', {});
    expect(await desktop.call('vault.unlock', { pin: otherPin })).toEqual(failure('wrong-pin'));
    await desktop.value('vault.unlock', { pin: pin.toString() });
    expect(await desktop.call('pin.remove', { currentPin: otherPin })).toEqual(failure('wrong-pin'));
    expect(await desktop.value('pin.remove', { currentPin: pin.toString() })).toMatchObject({ hasPin: false });
  });

  it('is long enough', async () => {
    const desktop = await desktopWithVault();
    expect(await desktop.call('pin.set', { pin: '1234567' })).toEqual(failure('pin-too-short', { min: 8 }));
  });
});
