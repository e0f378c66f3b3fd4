/** Creating, opening and locking the vault. */
import type { vaultProcedures } from '../../../shared/contract/vault.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import type { SlotKind } from '../../vault/ports.ts';
import { checkVault } from '../../vault/use-cases/check-vault.ts';
import { rekeyVault } from '../../vault/use-cases/rekey.ts';
import { recoverVault } from '../../vault/use-cases/slots.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../answer.ts';
import type { OpenVault } from '../open-vault.ts';
import type { RecoveryOffer } from '../recovery-offer.ts';
import { withNew, withTyped } from '../typed-in-window.ts';
import { problemOf, vaultStatus } from '../vault-status.ts';

type Group = Pick<
  HandlersOf<typeof vaultProcedures>,
  | 'vault.status'
  | 'vault.protectors'
  | 'vault.newRecoveryCode'
  | 'vault.create'
  | 'vault.unlock'
  | 'vault.lock'
  | 'vault.recover'
  | 'vault.rekey'
  | 'vault.check'
>;

/** What a vault can be created behind. */
const everyday: readonly SlotKind[] = ['keychain', 'tpm', 'passphrase'];

export function vaultHandlers(open: OpenVault, offer: RecoveryOffer): Group {
  return {
    'vault.status': () => vaultStatus(open),
    'vault.protectors': async () => ({
      protectors: await Promise.all(everyday.map((kind) => protectorView(open, kind))),
    }),
    'vault.newRecoveryCode': async () => ({ code: offer.make() }),
    'vault.create': async ({ protector, newRecoveryCode, ...typed }) => {
      requireFitting(protector, typed);
      const recoveryCode = newRecoveryCode === null ? undefined : offer.take(newRecoveryCode);
      const kinds: SlotKind[] = recoveryCode === undefined ? [protector] : [protector, 'recovery'];
      await withNew(typed, protector, (credentials) =>
        open.create({ kinds, credentials: { ...credentials, recoveryCode } }),
      ).finally(() => recoveryCode?.fill(0));
      offer.withdraw();
      return vaultStatus(open);
    },
    'vault.unlock': async (typed) => {
      if (Object.values(typed).filter((credential) => credential !== undefined).length > 1)
        throw new KeybearerError('invalid-input', { field: 'credentials', reason: 'one-of' });
      await withTyped(typed, (credentials) => open.unlock(credentials));
      return vaultStatus(open);
    },
    'vault.lock': async () => {
      await open.lock('asked');
      return vaultStatus(open);
    },
    'vault.recover': async ({ protector, recoveryCode, ...typed }) => {
      requireFitting(protector, typed);
      await withNew(typed, protector, (credentials) =>
        withTyped({ recoveryCode }, async (code) => {
          await open.unlock(code);
          await open.use((vault) => recoverVault(vault, protector, credentials));
        }),
      );
      open.changed();
      return vaultStatus(open);
    },
    'vault.rekey': async ({ drop, dropDamaged, newRecoveryCode, ...typed }) => {
      const recoveryCode = newRecoveryCode === undefined ? undefined : offer.take(newRecoveryCode);
      const leftBehind = await withTyped(typed, (credentials) => {
        const plan = { credentials: { ...credentials, recoveryCode }, drop: new Set(drop), dropDamaged };
        return open.change((vault: Vault) => rekeyVault(vault, plan));
      }).finally(() => recoveryCode?.fill(0));
      if (recoveryCode !== undefined) offer.withdraw();
      open.changed();
      return { leftBehind };
    },
    'vault.check': () => open.use(checkVault),
  };
}

async function protectorView(open: OpenVault, kind: SlotKind) {
  const availability = await open.source.availability(kind);
  if (availability.available) return { kind, available: true, problem: null };
  return {
    kind,
    // One that is locked asks the user when it is needed.
    available: availability.code === 'keychain-locked',
    problem: problemOf(new KeybearerError(availability.code, availability.details)),
  };
}

/** A protector gets what it takes: a passphrase its passphrase, and a PIN goes with the keychain and the TPM alone. */
function requireFitting(
  protector: 'keychain' | 'tpm' | 'passphrase',
  typed: { pin?: unknown; passphrase?: unknown },
): void {
  if (protector === 'passphrase' && typed.pin !== undefined) throw new KeybearerError('pin-not-applicable');
  if (protector === 'passphrase' && typed.passphrase === undefined) throw new KeybearerError('passphrase-needed');
  if (protector !== 'passphrase' && typed.passphrase !== undefined)
    throw new KeybearerError('invalid-input', { field: 'passphrase', reason: 'form' });
}
