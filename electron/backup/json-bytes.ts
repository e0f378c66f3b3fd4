/** JSON in which secrets are bytes from first to last: a string could not be wiped. */
import { escapeBytes, joinUp } from '../delivery/bytes.ts';

/** Buffers are UTF-8 and become strings of the JSON. */
export type Json = null | boolean | number | string | Buffer | readonly Json[] | { readonly [member: string]: Json };

/** @returns UTF-8, indented for people, with a line end. The caller wipes it, and owns the buffers within as before. */
export function jsonBytes(value: Json): Buffer {
  return joinUp([...pieces(value, '\n'), '\n']);
}

function pieces(value: Json, lineStart: string): (string | Buffer)[] {
  if (Buffer.isBuffer(value)) return ['"', quotedBytes(value), '"'];
  if (value === null || typeof value !== 'object') return [JSON.stringify(value)];
  const inner = `${lineStart}  `;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const lines = items.map((item) => [inner, ...pieces(item, inner)]);
    return enclosed('[]', lineStart, lines);
  }
  const members = Object.entries(value).map(([name, member]) => [
    `${inner}${JSON.stringify(name)}: `,
    ...pieces(member, inner),
  ]);
  return enclosed('{}', lineStart, members);
}

function enclosed(brackets: '[]' | '{}', lineStart: string, items: (string | Buffer)[][]): (string | Buffer)[] {
  if (items.length === 0) return [brackets];
  const separated = items.flatMap((item, at) => (at === 0 ? item : [',', ...item]));
  return [brackets[0]!, ...separated, lineStart, brackets[1]!];
}

/** UTF-8 needs no escapes beyond what JSON wants; DEL gets one, as terminals do not show it. */
function quotedBytes(bytes: Buffer): Buffer {
  return escapeBytes(bytes, (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    if (byte === 0x0a) return '\\n';
    return byte < 0x20 || byte === 0x7f ? `\\u${byte.toString(16).padStart(4, '0')}` : undefined;
  });
}
