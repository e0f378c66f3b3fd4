/** Where each key stands on the timeline: pure, in pixels, so that nothing overlaps at any width. */
import type { KeyView } from '../../shared/contract/keys.ts';

const dayMs = 86_400_000;
export const shownMonths = 6;
/** The last days of the past are shown too; what expired before stands at their beginning. */
const pastDays = 8;
/** The last lane takes those for which there is no room, as counts. */
export const lanes = 6;
const markWidth = 22;
const countWidth = 40;
/** Inter at 12 px; wide letters have room in the gap. */
const charWidth = 6.6;
const gap = 14;
const nameMaxChars = 26;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Mark {
  /** An instant inside the span. */
  readonly at: number;
  readonly lane: number;
  /** One key, or those for which there is no room. In order of expiry. */
  readonly keys: readonly KeyView[];
  /** The name beside the mark; null: there is no room for it. */
  readonly name: string | null;
  /** Near the end of the time that is shown the name stands before its mark. */
  readonly side: 'right' | 'left';
}

export function timelineSpan(now: number): Span {
  const to = new Date(now);
  to.setMonth(to.getMonth() + shownMonths);
  return { from: now - pastDays * dayMs, to: to.getTime() };
}

/** The first of each month inside the span. */
export function monthStarts({ from, to }: Span): number[] {
  const starts: number[] = [];
  const date = new Date(from);
  for (let month = 1; ; month++) {
    const start = new Date(date.getFullYear(), date.getMonth() + month, 1).getTime();
    if (start > to) return starts;
    starts.push(start);
  }
}

/**
 * @param keys In any order; those without expiry and those beyond the span are left out.
 * @param width Of the plot in pixels.
 */
export function timelineMarks(keys: readonly KeyView[], span: Span, width: number): Mark[] {
  const shown = keys
    .filter(({ expiresAt }) => expiresAt !== null && expiresAt <= span.to)
    .sort((one, other) => one.expiresAt! - other.expiresAt!);
  const scale = width / (span.to - span.from);
  const ends = new Array<number>(lanes - 1).fill(Number.NEGATIVE_INFINITY);
  const marks: Mark[] = [];
  const crowd: { at: number; keys: KeyView[] }[] = [];
  for (const key of shown) {
    const at = Math.max(key.expiresAt!, span.from);
    const x = (at - span.from) * scale;
    const name = shortName(key.name);
    const nameWidth = nameReach(name) + gap / 2;
    const side = x + nameWidth <= width ? 'right' : 'left';
    const begin = x - (side === 'left' ? nameWidth : markWidth / 2);
    const named = namedLane(ends, begin, x);
    const lane = named >= 0 ? named : ends.findIndex((end) => end <= x - markWidth / 2);
    if (lane >= 0) {
      const shown = named >= 0 ? name : null;
      marks.push({ at, lane, keys: [key], name: shown, side });
      ends[lane] = x + (shown !== null && side === 'right' ? nameWidth : markWidth / 2 + gap / 2);
    } else addToCrowd(crowd, key, at, countWidth / scale);
  }
  const counts = crowd.map((one) => ({
    at: one.at,
    lane: lanes - 1,
    keys: one.keys,
    name: null,
    side: 'right' as const,
  }));
  return [...marks, ...counts].sort((one, other) => one.at - other.at || one.lane - other.lane);
}

/** The first lane with room for a name, below all names that the mark's own line would cross where there is such a one. */
function namedLane(ends: readonly number[], begin: number, x: number): number {
  const crossed = ends.findLastIndex((end) => end > x);
  const below = ends.findIndex((end, lane) => lane > crossed && end <= begin);
  return below >= 0 ? below : ends.findIndex((end) => end <= begin);
}

function addToCrowd(crowd: { at: number; keys: KeyView[] }[], key: KeyView, at: number, reach: number): void {
  const last = crowd.at(-1);
  if (last !== undefined && at - last.at < reach) last.keys.push(key);
  else crowd.push({ at, keys: [key] });
}

/** How far a name reaches from the middle of its mark, in pixels. */
export function nameReach(name: string): number {
  return markWidth / 2 + name.length * charWidth + gap / 2;
}

export function shortName(name: string): string {
  const characters = [...name];
  return characters.length <= nameMaxChars ? name : `${characters.slice(0, nameMaxChars - 1).join('')}…`;
}
