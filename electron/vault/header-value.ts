/** Filling header templates with a secret's bytes. */
import { KeybearerError } from '../../shared/errors.ts';
import { parseHeaderTemplate, type TemplatePiece, templateParts } from '../../shared/header-template.ts';
import type { Secret } from './secret.ts';

export interface HeaderLine {
  readonly name: string;
  /** Latin-1 bytes, as on the wire. Whoever holds it wipes it. */
  readonly value: Buffer;
}

/**
 * Builds the header lines of a key.
 *
 * @throws KeybearerError 'secret-unfit' with `reason` 'line-break', 'control' or 'latin1' when a part cannot stand in a
 *   header, 'missing-part' when a template names a part that the secret does not have.
 * @see RFC 9110, section 5.5 (field values)
 */
export function fillHeaders(templates: readonly string[], secret: Secret): HeaderLine[] {
  const lines: HeaderLine[] = [];
  try {
    for (const text of templates) {
      const template = parseHeaderTemplate(text);
      lines.push({ name: template.name, value: fill(template.pieces, secret, toHeaderBytes) });
    }
    return lines;
  } catch (caught) {
    wipeHeaders(lines);
    throw caught;
  }
}

/** Refuses a secret that its key's headers could not carry: when it is saved, not when it is sent (P15). */
export function checkFits(templates: readonly string[], secret: Secret): void {
  wipeHeaders(fillHeaders(templates, secret));
  const used = new Set(templates.flatMap((text) => templateParts(parseHeaderTemplate(text))));
  if (templates.length > 0 && used.size === 0)
    throw new KeybearerError('header-template-invalid', { reason: 'no-part' });
}

export function wipeHeaders(lines: readonly HeaderLine[]): void {
  for (const line of lines) line.value.fill(0);
}

function fill(
  pieces: readonly TemplatePiece[],
  secret: Secret,
  encode: (part: string, bytes: Buffer) => Buffer,
): Buffer {
  const filled = pieces.map((piece): Buffer => {
    if (piece.kind === 'text') return Buffer.from(piece.text, 'latin1');
    if (piece.kind === 'part') return encode(piece.part, partBytes(secret, piece.part));
    const inner = fill(piece.pieces, secret, (_part, bytes) => Buffer.from(bytes));
    const encoded = base64Bytes(inner);
    inner.fill(0);
    return encoded;
  });
  const whole = Buffer.concat(filled);
  for (const buffer of filled) buffer.fill(0);
  return whole;
}

function partBytes(secret: Secret, name: string): Buffer {
  const part = secret.find((candidate) => candidate.name === name);
  if (part === undefined) throw new KeybearerError('secret-unfit', { reason: 'missing-part', part: name });
  return part.bytes;
}

function toHeaderBytes(part: string, bytes: Buffer): Buffer {
  const refuse = (reason: string) => new KeybearerError('secret-unfit', { reason, part });
  if (bytes.includes(0x0a) || bytes.includes(0x0d)) throw refuse('line-break');
  if (bytes.some((byte) => (byte < 0x20 && byte !== 0x09) || byte === 0x7f)) throw refuse('control');
  if (bytes.every((byte) => byte < 0x80)) return Buffer.from(bytes);
  const text = bytes.toString();
  if (/[^\p{ASCII}\u00a0-\u00ff]/u.test(text)) throw refuse('latin1');
  return Buffer.from(text, 'latin1');
}

// Node offers base64 only as a string; the string is gone with the next collection, the bytes are ours to wipe.
function base64Bytes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('base64'), 'latin1');
}
