/** What was done, by whom and where it went; and whether the log of it is whole. */
import { useEffect } from 'react';
import type { EventView } from '../../shared/contract/audit.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Late } from '../ui/late.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { loadActivity, loadOlder, useActivity } from './activity-store.ts';
import { EventLine } from './event-line.tsx';
import './activity.css';
import { actionWords, surfaceWords } from './event-words.ts';
import { verificationWords } from './verification-words.ts';

export function ActivityView() {
  const { events, more, failure, query, surface } = useActivity();
  const now = useNow(60_000);
  useEffect(() => void loadActivity(), []);
  const shown = (events ?? []).filter((event) => passes(event, query, surface));
  const surfaces = [...new Set((events ?? []).map((event) => event.surface))].sort();
  return (
    <div className="page">
      <header className="page-head">
        <h1>Activity</h1>
        <p className="dim">What was done with the vault and its keys. No secret is ever in it.</p>
      </header>
      <Verification />
      <FailureNotice failure={failure} action={<Button onClick={() => void loadActivity()}>Try again</Button>} />
      <div className="activity-filters">
        <TextField
          label="Filter"
          type="search"
          placeholder="A key, an action, a place"
          value={query}
          onType={(text) => useActivity.setState({ query: text })}
        />
        <SelectField
          label="Done in"
          value={surface}
          choices={[['', 'any place'], ...surfaces.map((one) => [one, surfaceWords(one)] as const)]}
          onChoose={(chosen) => useActivity.setState({ surface: chosen })}
        />
      </div>
      {events === null && failure === undefined && (
        <Late>
          <p className="dim" role="status">
            Reading the log
          </p>
        </Late>
      )}
      {events !== null && shown.length === 0 && <p className="dim">Nothing of that kind was done.</p>}
      <ul className="card events" aria-label="Events">
        {shown.map((event) => (
          <EventLine key={event.seq} event={event} now={now} withKey />
        ))}
      </ul>
      {more && <Button onClick={() => void loadOlder()}>Show older</Button>}
    </div>
  );
}

function Verification() {
  const { verification } = useActivity();
  if (verification === null) return null;
  const { tone, words } = verificationWords(verification);
  return (
    <div role="status">
      <Notice tone={tone} action={<Button onClick={() => void loadActivity()}>Check again</Button>}>
        {words}
      </Notice>
    </div>
  );
}

function passes(event: EventView, query: string, surface: string): boolean {
  if (surface !== '' && event.surface !== surface) return false;
  const text = [actionWords(event.action), event.keyName, event.destination, event.executable].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
