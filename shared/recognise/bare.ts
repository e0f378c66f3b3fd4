/** Reads a secret that stands alone: as it is, in quotes as it was cut out of a program, or behind its scheme. */
import { type Field, headerField } from './field.ts';

export function readBare(text: string): Field | undefined {
  const [, before = '', value, scheme] =
    /^(\s*)((?:(Bearer|token|ApiKey|SSWS|Bot)[ \t]{1,8})?\S+)\s*$/i.exec(text) ?? [];
  if (value === undefined) return undefined;
  if (scheme !== undefined) return headerField('header-line', 'Authorization', value, before.length);
  const [, quote = '', inside = value] = /^(["'`])(.+)\1[,;]?$/.exec(value) ?? [];
  const start = before.length + quote.length;
  return { form: 'secret', start, end: start + inside.length, label: '', headerKey: '', host: '' };
}
