/** String literals that JavaScript and Python read alike, in single quotes and ASCII. */
import { escapeBytes } from '../bytes.ts';

/** @param bytes Latin-1: each byte is the character of that number, in both languages. */
export function literalBytes(bytes: Buffer): Buffer {
  return escapeBytes(bytes, (byte) => {
    if (byte === 0x27 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    if (byte === 0x09) return '\\t';
    return byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : undefined;
  });
}

/** A literal with its quotes, from a name or another text without a secret, on one line. */
export function literalText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The arguments after `keybearer`, as a list in either language. */
export function literalArguments(command: string, name: string): string {
  const words = name.startsWith('-') ? [command, '--', name] : [command, name];
  return `[${words.map(literalText).join(', ')}]`;
}
