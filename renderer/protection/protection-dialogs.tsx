/** The dialog of the step that is under way. */
import { useReadySession } from '../lock/session-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { FormDialog } from '../ui/dialog.tsx';
import { CredentialDialog } from './credential-dialog.tsx';
import { NewCodeDialog } from './new-code-dialog.tsx';
import { finish, goToProtection, offerRekey, type ProtectionStep, useProtection } from './protection-store.ts';
import { RekeyDialog } from './rekey-dialog.tsx';
import { slotNames } from './slot-words.ts';

export function ProtectionDialogs() {
  const { step } = useProtection();
  return step === null ? null : <StepDialog step={step} />;
}

function StepDialog({ step }: { step: ProtectionStep }) {
  const { hasPin } = useReadySession().status;
  switch (step.kind) {
    case 'new-code':
      return <NewCodeDialog code={step.code} />;
    case 'rekey':
      return <RekeyDialog />;
    case 'offer-rekey':
      return <OfferRekey done={step.done} />;
    case 'remove-slot':
      return (
        <CredentialDialog
          title={`Remove this way in: ${slotNames[step.slot.kind]}`}
          about="The vault will not open this way any more. Copies of the file from before still do."
          submit="Remove"
          danger
          fields={[]}
          run={async () =>
            finish(await callUnlocked('slots.remove', { id: step.slot.id }), offerRekey('The way in was removed.'))
          }
        />
      );
    case 'add-passphrase':
      return (
        <CredentialDialog
          title="Add a passphrase"
          about="It opens the vault on any computer that has the file."
          submit="Add"
          fields={['new-passphrase']}
          run={async ({ fresh }) =>
            finish(await callUnlocked('slots.add', { kind: 'passphrase', passphrase: fresh }), null)
          }
        />
      );
    case 'add-keychain':
      return (
        <CredentialDialog
          title="Add the keychain"
          about="The vault then opens with your login on this computer."
          submit="Add"
          fields={hasPin ? ['current-pin'] : []}
          run={async ({ current }) =>
            finish(await callUnlocked('slots.add', { kind: 'keychain', ...(hasPin ? { pin: current } : {}) }), null)
          }
        />
      );
    case 'add-tpm':
      return (
        <CredentialDialog
          title="Add the TPM"
          about="The vault then opens by the chip of this computer, and by that of no other."
          submit="Add"
          fields={hasPin ? ['current-pin'] : []}
          run={async ({ current }) =>
            finish(await callUnlocked('slots.add', { kind: 'tpm', ...(hasPin ? { pin: current } : {}) }), null)
          }
        />
      );
    case 'set-pin':
      return (
        <CredentialDialog
          title="Set a PIN"
          about="Secrets then need the PIN too. Names and dates stay readable, so that reminders come."
          submit="Set PIN"
          fields={['new-pin']}
          run={async ({ fresh }) =>
            finish(await callUnlocked('pin.set', { pin: fresh }), offerRekey('The PIN is set.'))
          }
        />
      );
    case 'change-pin':
      return (
        <CredentialDialog
          title="Change the PIN"
          submit="Change PIN"
          fields={['current-pin', 'new-pin']}
          run={async ({ current, fresh }) =>
            finish(
              await callUnlocked('pin.change', { currentPin: current, pin: fresh }),
              offerRekey('The PIN is changed.'),
            )
          }
        />
      );
    case 'remove-pin':
      return (
        <CredentialDialog
          title="Remove the PIN"
          about="The vault then opens without anything typed, and locking only keeps eyes out."
          submit="Remove PIN"
          danger
          fields={['current-pin']}
          run={async ({ current }) => finish(await callUnlocked('pin.remove', { currentPin: current }), null)}
        />
      );
  }
}

function OfferRekey({ done }: { done: string }) {
  return (
    <FormDialog
      title="Make new vault keys too?"
      about={`${done} Copies of the file from before still open in the old way. New vault keys make sure that nothing added from now on does.`}
      submit="Make new keys"
      onClose={() => goToProtection(null)}
      onSubmit={() => goToProtection({ kind: 'rekey' })}
    >
      {null}
    </FormDialog>
  );
}
