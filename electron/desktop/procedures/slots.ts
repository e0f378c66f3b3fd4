/** The ways into the vault: its slots and its PIN. */
import type { VaultStatus, vaultProcedures } from '../../../shared/contract/vault.ts';
import { changePin, isPinned, removePin, setPin } from '../../vault/use-cases/pin.ts';
import { proveOwner } from '../../vault/use-cases/slot-owner.ts';
import { addSlot, removeSlot } from '../../vault/use-cases/slots.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../answer.ts';
import type { OpenVault } from '../open-vault.ts';
import type { RecoveryOffer } from '../recovery-offer.ts';
import { withNew, withTyped } from '../typed-in-window.ts';
import { vaultStatus } from '../vault-status.ts';

type Group = Pick<
  HandlersOf<typeof vaultProcedures>,
  'slots.add' | 'slots.remove' | 'pin.set' | 'pin.change' | 'pin.remove'
>;

export function slotHandlers(open: OpenVault, offer: RecoveryOffer): Group {
  const changeSlots = async (work: (vault: Vault) => Promise<unknown>): Promise<VaultStatus> => {
    await open.use(work);
    open.changed();
    return vaultStatus(open);
  };
  return {
    'slots.add': (input) => {
      if (input.kind === 'keychain' || input.kind === 'tpm')
        return withTyped({ pin: input.pin }, (credentials) =>
          changeSlots((vault) => addSlot(vault, input.kind, credentials)),
        );
      if (input.kind === 'passphrase')
        return withNew({ passphrase: input.passphrase }, 'passphrase', (credentials) =>
          changeSlots((vault) => addSlot(vault, 'passphrase', credentials)),
        );
      return addRecoverySlot(offer, input.newRecoveryCode, changeSlots);
    },
    'slots.remove': ({ id }) => changeSlots((vault) => removeSlot(vault, id)),
    'pin.set': ({ pin }) => withTyped({ pin }, (given) => changeSlots((vault) => setPin(vault, given.pin!))),
    'pin.change': ({ currentPin, pin }) =>
      withTyped({ pin }, (given) =>
        changeSlots(async (vault) => {
          await provePin(vault, currentPin);
          await changePin(vault, given.pin!);
        }),
      ),
    'pin.remove': ({ currentPin }) =>
      changeSlots(async (vault) => {
        await provePin(vault, currentPin);
        await removePin(vault);
      }),
  };
}

async function addRecoverySlot(
  offer: RecoveryOffer,
  typed: string,
  changeSlots: (work: (vault: Vault) => Promise<unknown>) => Promise<VaultStatus>,
): Promise<VaultStatus> {
  const recoveryCode = offer.take(typed);
  const status = await changeSlots((vault) => addSlot(vault, 'recovery', { recoveryCode })).finally(() =>
    recoveryCode.fill(0),
  );
  offer.withdraw();
  return status;
}

// The vault may stand open on an unattended screen: whoever changes its PIN shows that it is theirs.
async function provePin(vault: Vault, currentPin: string): Promise<void> {
  const pinned = (await vault.slots()).find((slot) => isPinned(vault, slot));
  if (pinned !== undefined)
    await withTyped({ pin: currentPin }, (credentials) => proveOwner(vault, pinned, credentials));
}
