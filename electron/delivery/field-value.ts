/** What of a header's value HTTP carries. */
import type { HeaderLine } from '../vault/header-value.ts';
import { refusal } from './format.ts';

/**
 * The values without spaces and tabs around them: those are not part of a value on the wire, and some programs refuse them.
 *
 * @returns views of the lines' own bytes. All are checked before any is used, so that no copy is left behind.
 * @throws KeybearerError 'invalid-input' with `reason` 'blank-value': programs drop such a header, or send it empty.
 * @see RFC 9110, section 5.5 (field values)
 */
export function fieldLines(lines: readonly HeaderLine[], format: string): HeaderLine[] {
  return lines.map(({ name, value }) => {
    let start = 0;
    let end = value.length;
    while (start < end && isBlank(value[start])) start++;
    while (end > start && isBlank(value[end - 1])) end--;
    if (start === end) throw refusal(format, 'blank-value');
    return { name, value: value.subarray(start, end) };
  });
}

/** As fieldLines, for programs that would send letters beyond ASCII in another encoding, or not at all. */
export function asciiFieldLines(lines: readonly HeaderLine[], format: string): HeaderLine[] {
  const fields = fieldLines(lines, format);
  if (fields.some(({ value }) => value.some((byte) => byte > 0x7e))) throw refusal(format, 'not-ascii');
  return fields;
}

/** A template as its header's name and the text of its value. */
export function splitTemplate(template: string): [name: string, text: string] {
  const colon = template.indexOf(':');
  return [template.slice(0, colon), template.slice(colon + 1).trim()];
}

export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}
