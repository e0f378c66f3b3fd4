/** What expires when, and what to do next. */
import { Ellipsis } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { expiryStatus } from '../../shared/expiry.ts';
import { goTo, openDialog } from '../app/navigation-store.ts';
import { needsAttention, noFilters } from '../keys/arrange.ts';
import { renewal } from '../keys/key-actions.ts';
import { isolated, issuerName } from '../keys/key-words.ts';
import { lookAt, search, setFilters, useKeys } from '../keys/keys-store.ts';
import { SnoozeMenu, snoozeWords } from '../keys/snooze-menu.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { longDayText } from '../ui/dates.ts';
import { ExpiryBadge } from '../ui/expiry-badge.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Menu } from '../ui/menu.tsx';
import { Name } from '../ui/name.tsx';
import { useNow } from '../ui/use-now.ts';
import './expiry.css';
import { shownMonths, timelineSpan } from './timeline.ts';

// The chart library is half of the window's code, and only this view needs it.
const TimelineChart = lazy(async () => ({ default: (await import('./timeline-chart.tsx')).TimelineChart }));

const shownMax = 50;

export function ExpiryView() {
  const now = useNow(60_000);
  const keys = useKeys((state) => state.all).map(({ key }) => key);
  const { to } = timelineSpan(now);
  const coming = keys.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= to);
  return (
    <div className="page">
      <header className="page-head page-head-line">
        <h1>Expiry</h1>
        <p className="dim">{summary(coming.length, keys.length)}</p>
      </header>
      <section className="card" aria-label={`Next ${shownMonths} months`}>
        <div className="card-head">
          <h2>Next {shownMonths} months</h2>
          {coming.length > 0 && <p className="dim small">The next 30 days are shaded</p>}
        </div>
        {coming.length === 0 ? (
          <p className="dim card-empty">Nothing expires in this time.</p>
        ) : (
          <Suspense fallback={<div className="timeline" />}>
            <TimelineChart keys={coming} now={now} onOpen={open} />
          </Suspense>
        )}
      </section>
      <DoNext keys={coming.filter(({ expiresAt }) => needsAttention(expiresAt, now))} now={now} />
      <WithoutDate keys={keys.filter(({ expiresAt }) => expiresAt === null)} />
    </div>
  );
}

function DoNext({ keys, now }: { keys: readonly KeyView[]; now: number }) {
  const sorted = keys.toSorted((one, other) => one.expiresAt! - other.expiresAt!);
  return (
    <section className="card" aria-label="Do next">
      <h2>Do next</h2>
      {keys.length === 0 && <p className="dim card-empty">Nothing: no key expires within 30 days.</p>}
      <ul className="do-next-list">
        {sorted.slice(0, shownMax).map((key) => (
          <DoNextRow key={key.id} apiKey={key} now={now} />
        ))}
      </ul>
      {keys.length > shownMax && <p className="dim">and {keys.length - shownMax} more, in the list of keys</p>}
    </section>
  );
}

function DoNextRow({ apiKey, now }: { apiKey: KeyView; now: number }) {
  const { id, name, issuer, expiresAt } = apiKey;
  const { words, act } = renewal(apiKey);
  const verb = expiryStatus(expiresAt, now) === 'expired' ? 'expired' : 'expires';
  const about = [
    isolated(issuerName(issuer) ?? 'no issuer'),
    `${verb} ${longDayText(expiresAt!, now)}`,
    snoozeWords(apiKey, now),
  ];
  return (
    <li className="do-next">
      <IssuerMark issuer={issuer} name={name} />
      <div className="key-row-words">
        <button type="button" className="link-plain" onClick={() => open([apiKey])}>
          <Name text={name} />
        </button>
        <Name className="small dim" text={about.filter((word) => word !== undefined).join(', ')} />
      </div>
      <ExpiryBadge expiresAt={expiresAt} now={now} />
      <div className="do-next-buttons">
        <Button className="do-next-renew" onClick={act}>
          {words}
        </Button>
        <SnoozeMenu apiKey={apiKey} now={now} />
        <Menu
          trigger={
            <IconButton label="More">
              <Ellipsis size={16} aria-hidden="true" />
            </IconButton>
          }
          entries={[
            { label: 'Replace the secret', onChoose: () => openDialog({ kind: 'replace-secret', keyId: id }) },
            { label: 'Lead times of its reminders', onChoose: () => openDialog({ kind: 'lead-times', keyId: id }) },
          ]}
        />
      </div>
    </li>
  );
}

function WithoutDate({ keys }: { keys: readonly KeyView[] }) {
  if (keys.length === 0) return null;
  return (
    <section className="card card-line" aria-label="Keys without a date">
      <div>
        <h3>{keys.length === 1 ? 'One key has' : `${keys.length.toLocaleString('en')} keys have`} no expiry date</h3>
        <p className="dim">Keybearer cannot remind you of these. Add a date where the issuer shows one.</p>
      </div>
      <Button
        onClick={() => {
          search('');
          setFilters({ ...noFilters, statuses: ['none'] });
          goTo('keys');
        }}
      >
        Review
      </Button>
    </section>
  );
}

function open(keys: readonly KeyView[]): void {
  search('');
  setFilters(noFilters);
  if (keys.length > 1) useKeys.setState({ sort: 'expiry' });
  lookAt(keys[0]!.id, keys.length === 1);
  goTo('keys');
}

function summary(coming: number, all: number): string {
  if (all === 0) return 'There are no keys yet.';
  return `${coming.toLocaleString('en')} of ${all.toLocaleString('en')} keys ${coming === 1 ? 'expires' : 'expire'} in the next ${shownMonths} months`;
}
