import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { failure } from '../../../support/failure.ts';
import { both, passphrase, pin, recoveryCode, Scratch } from '../../../support/scratch.ts';

describe('createVault', () => {
  it('makes a vault that is whole, unlocked, and opens by each of its slots', async () => {
    const scratch = new Scratch();
    const credentials = { pin, passphrase, recoveryCode };
    const vault = await scratch.create({ kinds: ['keychain', 'passphrase', 'recovery'], credentials });
    expect(vault.isUnlocked).toBe(true);
    expect(vault.meta).toMatchObject({ generation: 1, lockedEpoch: 0 });
    expect(await checkVault(vault)).toEqual({ findings: [], keys: 0, inTrash: 0, events: 1, secretsChecked: true });
    for (const given of [{ pin }, { passphrase }, { recoveryCode }])
      await expect(scratch.open(both, given)).resolves.toMatchObject({ isUnlocked: true });
  });

  it('makes keys and ids of its own for each (K1)', async () => {
    const vaults = await Promise.all([new Scratch().create(), new Scratch().create()]);
    const made = await Promise.all(
      vaults.map(async (vault) => [
        vault.meta.vaultId,
        (await vault.slots())[0]!.id,
        await vault.parts.holder.exportForSlot('index'),
        await vault.parts.holder.exportForSlot('secret'),
      ]),
    );
    const values = made.flat().map((bytes) => bytes.toString('hex'));
    expect(new Set(values).size).toBe(values.length);
  });

  it.each(['keychain-unavailable', 'keychain-library-missing'] as const)(
    'leaves nothing behind where the protector says %s (C1)',
    async (code) => {
      const scratch = new Scratch();
      scratch.keychain.refuseWith(code);
      await expect(scratch.create({ kinds: ['keychain'], credentials: {} })).rejects.toEqual(failure(code));
      expect(existsSync(scratch.path)).toBe(false);
    },
  );

  it('takes the keychain’s item back when there is a vault already', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    const before = [scratch.hash(), scratch.keychain.items.accounts()];
    await expect(scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode } })).rejects.toEqual(
      failure('vault-exists'),
    );
    expect([scratch.hash(), scratch.keychain.items.accounts()]).toEqual(before);
    expect((await checkVault(vault)).findings).toEqual([]);
  });

  it('takes the first slot’s item back when the second cannot be made', async () => {
    const scratch = new Scratch();
    await expect(scratch.create({ kinds: ['keychain', 'passphrase'], credentials: {} })).rejects.toEqual(
      failure('passphrase-needed'),
    );
    expect(scratch.keychain.items.accounts()).toEqual([]);
    expect(existsSync(scratch.path)).toBe(false);
  });

  it('leaves the credentials to its caller', async () => {
    const credentials = { passphrase: Buffer.from(passphrase), recoveryCode: Buffer.from(recoveryCode) };
    await new Scratch().create({ kinds: ['passphrase', 'recovery'], credentials });
    expect(credentials).toEqual({ passphrase, recoveryCode });
  });
});
