/** What opens the vault, and what each way protects against and what not. */
import { useEffect } from 'react';
import type { SlotView } from '../../shared/contract/vault.ts';
import { useReadySession } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { dayText } from '../ui/dates.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import './protection.css';
import { ProtectionDialogs } from './protection-dialogs.tsx';
import { canRemove, goToProtection, lookForTpm, newCode, useProtection } from './protection-store.ts';
import { protectionOf, slotNames } from './slot-words.ts';
import { VaultCheck } from './vault-check.tsx';

export function ProtectionView() {
  const { status } = useReadySession();
  useEffect(() => void lookForTpm(), []);
  return (
    <div className="page">
      <header className="page-head">
        <h1>Protection</h1>
        <p className="dim">What opens the vault. Any one of these ways is enough, so it is as strong as the weakest.</p>
      </header>
      <section className="card" aria-label="Ways in">
        <div className="card-head">
          <h2>Ways in</h2>
          <AddWay />
        </div>
        <ul>
          {status.slots.map((slot) => (
            <SlotRow key={slot.id} slot={slot} canBeRemoved={canRemove(status)} />
          ))}
        </ul>
      </section>
      <Pin />
      <NewKeys />
      <VaultCheck />
      <ProtectionDialogs />
    </div>
  );
}

function AddWay() {
  const { hasTpm } = useProtection();
  const { slots } = useReadySession().status;
  const has = (kind: SlotView['kind']) => slots.some((slot) => slot.kind === kind);
  const entries: MenuEntry[] = [
    { label: 'A recovery code', about: has('recovery') ? 'one more' : undefined, onChoose: () => void newCode() },
    { label: 'A passphrase', onChoose: () => goToProtection({ kind: 'add-passphrase' }) },
    ...(hasTpm && !has('tpm')
      ? [{ label: 'The TPM of this computer', onChoose: () => goToProtection({ kind: 'add-tpm' }) }]
      : []),
    ...(has('keychain')
      ? []
      : [{ label: 'The keychain of this computer', onChoose: () => goToProtection({ kind: 'add-keychain' }) }]),
  ];
  return <Menu trigger={<Button>Add a way in</Button>} entries={entries} />;
}

function SlotRow({ slot, canBeRemoved }: { slot: SlotView; canBeRemoved: boolean }) {
  const { against, notAgainst } = protectionOf(slot);
  return (
    <li className="slot">
      <div className="slot-words">
        <h3>
          {slotNames[slot.kind]}
          {slot.pin && ' and PIN'}
        </h3>
        <p className="small dim">
          since {dayText(slot.createdAt)}, number <span className="mono">{slot.id.slice(0, 8)}</span>
        </p>
        <p>
          <span className="good">Protects against</span> {against.charAt(0).toLowerCase() + against.slice(1)}
        </p>
        <p>
          <span className="due">Not against</span> {notAgainst.charAt(0).toLowerCase() + notAgainst.slice(1)}
        </p>
      </div>
      {canBeRemoved && (
        <Button
          aria-label={`Remove ${slotNames[slot.kind]} ${slot.id.slice(0, 8)}`}
          onClick={() => goToProtection({ kind: 'remove-slot', slot })}
        >
          Remove
        </Button>
      )}
    </li>
  );
}

function Pin() {
  const { slots, hasPin } = useReadySession().status;
  if (!hasPin && !slots.some(({ kind }) => kind === 'keychain' || kind === 'tpm')) return null;
  return (
    <section className="card card-line" aria-label="PIN">
      <div>
        <h3>{hasPin ? 'Secrets need the PIN' : 'No PIN'}</h3>
        <p className="dim">
          {hasPin
            ? 'Names and dates open without it, so that reminders come in time.'
            : 'Without one, locking only keeps eyes out: any program that runs as you can open the vault.'}
        </p>
      </div>
      <div className="buttons">
        {hasPin ? (
          <>
            <Button onClick={() => goToProtection({ kind: 'change-pin' })}>Change</Button>
            <Button kind="quiet" onClick={() => goToProtection({ kind: 'remove-pin' })}>
              Remove
            </Button>
          </>
        ) : (
          <Button onClick={() => goToProtection({ kind: 'set-pin' })}>Set a PIN</Button>
        )}
      </div>
    </section>
  );
}

function NewKeys() {
  return (
    <section className="card card-line" aria-label="New vault keys">
      <div>
        <h3>New vault keys</h3>
        <p className="dim">
          Seals everything anew. Older copies of the file keep opening in the old ways; what is added from then on does
          not open with what is in them.
        </p>
      </div>
      <Button onClick={() => goToProtection({ kind: 'rekey' })}>Make new keys</Button>
    </section>
  );
}
