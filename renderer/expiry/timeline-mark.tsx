import { type CSSProperties, createContext, useContext } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { expiryStatus } from '../../shared/expiry.ts';
import { expirySentence, isolated, issuerName } from '../keys/key-words.ts';
import { dayText } from '../ui/dates.ts';
import { markColour, markLetters } from '../ui/issuer-mark.tsx';
import { type Mark, nameReach } from './timeline.ts';

/** From the middle of a mark to the edge of what can be clicked. */
const markReach = 13;

interface Surroundings {
  readonly now: number;
  /** Where the line from a mark ends, in pixels from the top. */
  readonly foot: number;
  /** The mark that the Tab key reaches; the others are reached by arrow keys. */
  readonly reachable: Mark | undefined;
  readonly onOpen: (keys: readonly KeyView[]) => void;
}

const SurroundingsContext = createContext<Surroundings | null>(null);
export const MarkSurroundings = SurroundingsContext.Provider;

/** One function for all times: with a new one the chart would make each mark anew, and the focus would be lost. */
export function markShape(point: { cx?: number | undefined; cy?: number | undefined; payload?: unknown }) {
  return <TimelineMark x={point.cx ?? 0} y={point.cy ?? 0} mark={point.payload as Mark} />;
}

/** @param props.x The middle of the mark, in pixels. */
function TimelineMark({ x, y, mark }: { x: number; y: number; mark: Mark }) {
  const { now, foot, reachable, onOpen } = useContext(SurroundingsContext)!;
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
        style={isOne ? ({ '--mark': markColour(key.issuer ?? key.name) } as CSSProperties) : undefined}
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
        tabIndex={isSame(mark, reachable) ? 0 : -1}
        aria-label={words}
        x={mark.side === 'right' ? x - markReach : x - reach}
        y={y - markReach}
        width={markReach + reach}
        height={2 * markReach}
        rx={8}
        onClick={() => onOpen(mark.keys)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onOpen(mark.keys);
        }}
      />
    </g>
  );
}

/** The chart hands out copies. */
function isSame(mark: Mark, other: Mark | undefined): boolean {
  return mark.at === other?.at && mark.lane === other.lane;
}

/** `github-ci. Expires in 3 days, on ...`, or how many keys expire from when to when. */
function markWords({ keys }: Mark, now: number): string {
  const [first, last] = [keys[0]!, keys.at(-1)!];
  if (keys.length === 1) return `${isolated(first.name)}. ${expirySentence(first.expiresAt!, now)}`;
  const [from, to] = [dayText(first.expiresAt!), dayText(last.expiresAt!)];
  return `${keys.length} keys expire ${from === to ? `on ${from}` : `from ${from} to ${to}`}.`;
}
