/** Where a key is used, how it is renewed, and its notes; while the vault is locked, one line that asks for them. */
import { type PlaceKind, placeKind } from '../../shared/place-kind.ts';
import { askToUnlock } from '../lock/unlock-store.ts';
import { Button } from '../ui/button.tsx';
import { Name } from '../ui/name.tsx';
import type { KnownDetails } from './use-details.ts';

/** @param isRenewalShown The steps stand beside Renew already. */
export function KeyDetails({ known, isRenewalShown }: { known: KnownDetails; isRenewalShown: boolean }) {
  if (known.kind === 'waiting') return null;
  if (known.kind !== 'there') return <Unread isLocked={known.kind === 'locked'} />;
  const { places, renewal, notes } = known.details;
  return (
    <>
      <Places title="Used in" places={places} />
      {!isRenewalShown && <Text title="Renewal" text={renewal} />}
      <Text title="Notes" text={notes} />
    </>
  );
}

function Unread({ isLocked }: { isLocked: boolean }) {
  return (
    <section className="section">
      <h2>Used in, renewal, notes</h2>
      <p className="locked-line">
        <span className="dim">
          {isLocked ? 'Locked, with the secret.' : 'They could not be read. Check the vault.'}
        </span>
        {isLocked && <Button onClick={() => void askToUnlock()}>Unlock</Button>}
      </p>
    </section>
  );
}

const kinds: Readonly<Record<PlaceKind, string>> = { file: 'file', page: 'page', ci: 'CI secret', note: 'by hand' };

/** One line for each: where, and what it is. */
export function Places({ title, places }: { title: string; places: readonly string[] }) {
  if (places.length === 0) return null;
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <ul className="places">
        {places.map((place) => (
          <li key={place} className="place">
            <Name className={placeKind(place) === 'file' ? 'mono' : ''} text={place} />
            <span className="dim">{kinds[placeKind(place)]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  if (text === '') return null;
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <Written text={text} />
    </section>
  );
}

/** Lines of a person's own. A long text is scrolled by keyboard too. */
export function Written({ text }: { text: string }) {
  return (
    <p className="written" dir="auto" tabIndex={text.length > 400 ? 0 : undefined}>
      {text}
    </p>
  );
}
