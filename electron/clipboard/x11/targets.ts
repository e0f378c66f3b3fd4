/** The forms in which the text is handed out. */
import { transcode } from 'node:buffer';
import type { AtomName, Atoms } from './display.ts';

/** A property's value. */
export interface Converted {
  readonly type: AtomName;
  readonly format: 8 | 32;
  readonly value: Buffer | readonly number[];
}

/**
 * What KDE's and other clipboard managers read to keep it out of their history (B5).
 *
 * @see https://phabricator.kde.org/D12539
 */
const passwordHint = 'x-kde-passwordManagerHint';
const utf8Names = ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'TEXT'] as const;

/** SAVE_TARGETS is not among them: it would ask a clipboard manager to keep the text when we leave. */
const targetNames: readonly AtomName[] = ['TARGETS', 'MULTIPLE', 'TIMESTAMP', ...utf8Names, 'STRING', passwordHint];

/**
 * Converts the text to a target. MULTIPLE is not converted here: it is several requests.
 *
 * @param takenAt The server's time at which the selection became ours.
 * @returns undefined for a target that is not offered.
 * @see ICCCM, section 2.6.2 (target atoms)
 */
export function convert(target: number, text: Buffer, takenAt: number, atoms: Atoms): Converted | undefined {
  const name = targetNames.find((candidate) => atoms[candidate] === target);
  if (name === 'TARGETS') return { type: 'ATOM', format: 32, value: offered(text).map((each) => atoms[each]) };
  if (name === 'TIMESTAMP') return { type: 'INTEGER', format: 32, value: [takenAt] };
  if (name === passwordHint) return { type: name, format: 8, value: Buffer.from('secret') };
  if (name === 'STRING') return isLatin1(text) ? { type: name, format: 8, value: latin1(text) } : undefined;
  if (name === undefined || name === 'MULTIPLE') return undefined;
  // TEXT lets the owner choose the type, and it says which.
  return { type: name === 'TEXT' ? 'UTF8_STRING' : name, format: 8, value: text };
}

function offered(text: Buffer): readonly AtomName[] {
  return isLatin1(text) ? targetNames : targetNames.filter((name) => name !== 'STRING');
}

/** Of UTF-8: whether no character is beyond U+00FF, whose first byte is 0xC3 at the most. */
function isLatin1(text: Buffer): boolean {
  return text.every((byte) => byte < 0xc4);
}

function latin1(text: Buffer): Buffer {
  return text.every((byte) => byte < 0x80) ? text : transcode(text, 'utf8', 'latin1');
}
