import type { EventView } from '../../shared/contract/audit.ts';
import { momentText } from '../ui/dates.ts';
import { Name } from '../ui/name.tsx';
import { actionWords, destinationWords, surfaceWords } from './event-words.ts';

/** One event on one line. */
export function EventLine({ event, now, withKey = false }: { event: EventView; now: number; withKey?: boolean }) {
  const destination = destinationWords(event);
  return (
    <li className="event">
      <time className="dim" dateTime={new Date(event.at).toISOString()}>
        {momentText(event.at, now)}
      </time>
      <span className="event-words">
        <span className="event-action">{actionWords(event.action)}</span>
        {withKey && event.keyName !== null && <Name className="event-key" text={event.keyName} />}
        {destination !== null && <Name className="dim" text={destination} />}
      </span>
      <span className="dim event-surface" title={`${event.executable} (process ${event.pid})`}>
        {surfaceWords(event.surface)}
      </span>
    </li>
  );
}
