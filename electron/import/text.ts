/** Bytes of a source as text. */
import { isUtf8 } from 'node:buffer';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/**
 * @returns the text without a byte order mark, with LF as its line end.
 * @throws KeybearerError 'source-malformed' with `reason` 'too-long', 'nul' or 'not-utf8' (UTF-16 too).
 */
export function textOf(bytes: Buffer): string {
  const max = limits.importTextMaxBytes;
  if (bytes.length > max) throw new KeybearerError('source-malformed', { reason: 'too-long', max });
  if (!isUtf8(bytes)) throw new KeybearerError('source-malformed', { reason: 'not-utf8' });
  if (bytes.includes(0)) throw new KeybearerError('source-malformed', { reason: 'nul' });
  return bytes
    .toString()
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
}

/** @throws KeybearerError 'source-malformed' */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (cause) {
    if (cause instanceof KeybearerError) throw cause;
    // The parser's message quotes the text: it must not become a cause that somebody prints.
    throw new KeybearerError('source-malformed', { reason: 'json' });
  }
}
