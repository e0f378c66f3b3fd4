/** The latest of what was done with this key. */
import { useEffect, useState } from 'react';
import type { EventView } from '../../shared/contract/audit.ts';
import { EventLine } from '../activity/event-line.tsx';
import { call } from '../bridge.ts';
import { useClipboard } from '../clipboard/clipboard-store.ts';
import { useReveal } from './reveal-store.ts';

const shownMax = 5;

export function KeyActivity({ keyId, revision, now }: { keyId: string; revision: unknown; now: number }) {
  const [events, setEvents] = useState<readonly EventView[] | null>(null);
  const { held } = useClipboard();
  const { shown } = useReveal();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them leaves an event behind
  useEffect(() => {
    let isLatest = true;
    void call('audit.list', { keyId, max: shownMax }).then((result) => {
      if (isLatest) setEvents(result.ok ? result.value.events : []);
    });
    return () => {
      isLatest = false;
    };
  }, [keyId, revision, held, shown]);
  if (events === null || events.length === 0) return null;
  return (
    <section className="section" aria-label="Activity of this key">
      <h2>Activity</h2>
      <ul>
        {events.map((event) => (
          <EventLine key={event.seq} event={event} now={now} />
        ))}
      </ul>
    </section>
  );
}
