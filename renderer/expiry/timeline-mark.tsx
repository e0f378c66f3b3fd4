import { expiryStatus } from '../../shared/expiry.ts';
import { expirySentence, issuerName } from '../keys/key-words.ts';
import { dayText } from '../ui/dates.ts';
import { markColour, markLetters } from '../ui/issuer-mark.tsx';
import { type Mark, nameReach } from './timeline.ts';

/** From the middle of a mark to the edge of what can be clicked. */
const markReach = 13;

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
  const reach = mark.name === null ? markReach : nameReach(mark.name);
  return (
    <g className={`timeline-mark timeline-mark-${expiryStatus(mark.at, now)}`}>
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
        <text
          x={mark.side === 'right' ? x + 14 : x - 14}
          y={y}
          className="timeline-name"
          textAnchor={mark.side === 'right' ? 'start' : 'end'}
          dominantBaseline="central"
        >
          <tspan className="timeline-isolate">{mark.name}</tspan>
        </text>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: inside an SVG there is no <button> */}
      <rect
        role="button"
        data-mark=""
        tabIndex={isReachable ? 0 : -1}
        aria-label={words}
        x={mark.side === 'right' ? x - markReach : x - reach}
        y={y - markReach}
        width={markReach + reach}
        height={2 * markReach}
        rx={8}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onOpen();
        }}
      />
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
