import { expiryStatus } from '../../shared/expiry.ts';
import { expirySentence, issuerName } from '../keys/key-words.ts';
import { dayText } from '../ui/dates.ts';
import { markColour, markLetters } from '../ui/issuer-mark.tsx';
import type { Mark } from './timeline.ts';

interface TimelineMarkProps {
  /** The middle of the mark, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Where the line from the mark ends. */
  readonly foot: number;
  readonly mark: Mark;
  readonly now: number;
  /** By the Tab key; the others by arrow keys. */
  readonly isReachable: boolean;
  readonly onOpen: () => void;
}

export function TimelineMark({ x, y, foot, mark, now, isReachable, onOpen }: TimelineMarkProps) {
  const [key] = mark.keys;
  if (key === undefined) return null;
  const isOne = mark.keys.length === 1;
  const words = markWords(mark, now);
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside an SVG there is no <button>
    <g
      role="button"
      data-mark=""
      tabIndex={isReachable ? 0 : -1}
      className={`timeline-mark timeline-mark-${expiryStatus(mark.at, now)}`}
      aria-label={words}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen();
      }}
    >
      <title>{words}</title>
      <line x1={x} y1={y} x2={x} y2={foot} />
      <circle
        cx={x}
        cy={y}
        r={isOne ? 9 : 12}
        style={isOne ? { fill: markColour(key.issuer ?? key.name) } : undefined}
      />
      <text x={x} y={y} className="timeline-letters" textAnchor="middle" dominantBaseline="central">
        {isOne ? markLetters(issuerName(key.issuer) ?? key.name) : mark.keys.length}
      </text>
      {mark.name !== null && (
        <text x={x + 14} y={y} className="timeline-name" dominantBaseline="central">
          <tspan className="timeline-isolate">{mark.name}</tspan>
        </text>
      )}
    </g>
  );
}

/** `github-ci. Expires in 3 days, on ...`, or how many keys expire from when to when. */
function markWords({ keys }: Mark, now: number): string {
  const [first, last] = [keys[0]!, keys.at(-1)!];
  if (keys.length === 1) return `${first.name}. ${expirySentence(first.expiresAt!, now)}`;
  const [from, to] = [dayText(first.expiresAt!), dayText(last.expiresAt!)];
  return `${keys.length} keys expire ${from === to ? `on ${from}` : `from ${from} to ${to}`}.`;
}
