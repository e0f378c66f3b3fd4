/** Words for a POSIX shell: dash, bash, zsh. */
import { escapeBytes, isPrintableAscii, joinUp } from '../bytes.ts';

const plainWord = /^[\w@%+,./:][\w@%+,./:=-]*$/;

/**
 * One word of a command, from a name or another text without a secret.
 *
 * @param text On one line.
 * @see POSIX.1-2024, Shell Command Language, section 2.2.2 (single quotes)
 */
export function shText(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * One word of a command: exactly `start` and these bytes. Tabs, which a terminal would take as a key, and bytes beyond ASCII, which
 * it would encode anew, are written as what `printf` makes of them.
 *
 * @param start Printable ASCII.
 * @param bytes Without NUL and line breaks.
 */
export function shBytes(start: string, bytes: Buffer): Buffer {
  const isPlain = isPrintableAscii(bytes);
  const escaped = (piece: Buffer) => escapeBytes(piece, isPlain ? quoteEscape : printfEscape);
  const [open, close] = isPlain ? ["'", "'"] : [`"$(printf '`, `')"`];
  return joinUp([open, escaped(Buffer.from(start)), escaped(bytes), close]);
}

function quoteEscape(byte: number): string | undefined {
  return byte === 0x27 ? `'\\''` : undefined;
}

// POSIX.1-2024, printf: "%%", "\\" and "\ooo" in the format. A "-" at its start would be taken as an option.
function printfEscape(byte: number): string | undefined {
  if (byte === 0x25) return '%%';
  if (byte === 0x5c) return '\\\\';
  const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x27 && byte !== 0x2d;
  return isPlain ? undefined : `\\${byte.toString(8).padStart(3, '0')}`;
}

/** `keybearer header NAME` or `keybearer reveal NAME`, for a shell. */
export function shCommand(command: string, name: string): string {
  return `keybearer ${command} ${name.startsWith('-') ? '-- ' : ''}${shText(name)}`;
}
