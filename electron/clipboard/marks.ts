/**
 * Marks: forms under which nothing is asked for, offered beside the text. One of ours that is there tells that the text is, without
 * a look at it: what others copied is not read, and the system asks nobody whether it may be (B1).
 */
import { KeybearerError } from '../../shared/errors.ts';

/** A clipboard that can be looked at and cleared from outside. */
export interface MarkedClipboard {
  /** The marks of ours that are there. @throws Error when it cannot be looked at. */
  marks(): Promise<readonly string[]>;
  /** Clears whatever is there. */
  clear(): Promise<void>;
}

/** 16 hex digits: no two copies have the same. */
export function newMark(): string {
  // Of the global object: node:crypto would be loaded by every keeper, whether it marks or not.
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');
}

/** The marks among the names of forms, each of which is the prefix and the mark. */
export function marksAmong(names: readonly string[], prefix: string): string[] {
  return names.flatMap((name) => {
    const mark = name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length).toLowerCase() : '';
    return /^[0-9a-f]{16}$/.test(mark) ? [mark] : [];
  });
}

/**
 * Clears what has our mark.
 *
 * @param mark This one; else any.
 * @returns whether it was there.
 * @throws KeybearerError 'clipboard-not-cleared'
 */
export async function clearMarked(clipboard: MarkedClipboard, mark?: string): Promise<boolean> {
  const isOurs = async () => (await clipboard.marks()).some((found) => mark === undefined || found === mark);
  try {
    if (!(await isOurs())) return false;
    await clipboard.clear();
    if (!(await isOurs())) return true;
  } catch (cause) {
    throw new KeybearerError('clipboard-not-cleared', {}, cause);
  }
  throw new KeybearerError('clipboard-not-cleared');
}
