/**
 * Large values go piece by piece: the next one whenever the reader has deleted the last, an empty one at the end.
 *
 * @see ICCCM, section 2.7.2 (INCR properties)
 */
import x11, { type XEvent } from 'x11';
import type { Display } from './display.ts';
import type { Converted } from './targets.ts';

export const pieceBytes = 32 * 1024;
const deleted = 1;

/** At the most: a reader that stops reading is not waited for. */
const patienceMs = 10_000;

/**
 * Hands a value over.
 *
 * @param value Stays the caller's.
 * @returns when the reader has it all, or has stopped reading.
 */
export function transfer(
  display: Display,
  requestor: number,
  property: number,
  { type, value }: Converted & { readonly value: Buffer },
): Promise<void> {
  const { client, atoms } = display;
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  let finished = false;
  const hear = (event: XEvent) => {
    if (event.name === 'DestroyNotify' && event.wid === requestor) return end();
    const isOurs = event.name === 'PropertyNotify' && event.wid === requestor && event.atom === property;
    if (!isOurs || event.state !== deleted) return;
    if (finished) return end();
    const piece = value.subarray(sent, sent + pieceBytes);
    client.ChangeProperty(0, requestor, property, atoms[type], 8, piece);
    sent += piece.length;
    finished = piece.length === 0;
    limit.refresh();
  };
  const end = () => {
    clearTimeout(limit);
    client.off('event', hear);
    resolve();
  };
  const limit = setTimeout(end, patienceMs);
  client.on('event', hear);
  const { PropertyChange, StructureNotify } = x11.eventMask;
  client.ChangeWindowAttributes(requestor, { eventMask: PropertyChange | StructureNotify });
  client.ChangeProperty(0, requestor, property, atoms.INCR, 32, [value.length]);
  return promise;
}
