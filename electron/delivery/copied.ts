/** What is put on the clipboard: a form with the secret in it, as text in UTF-8. */
import { transcode } from 'node:buffer';
import { KeybearerError } from '../../shared/errors.ts';
import type { ApiKey } from '../vault/api-key.ts';
import type { Secret } from '../vault/secret.ts';
import { ofHeaders } from '../vault/use-cases/deliver.ts';
import { refusal } from './format.ts';
import type { CopyFormatName, FormatName } from './format-names.ts';
import { formats } from './formats.ts';
import { subjectOf } from './subject.ts';

export type CopyForm = (apiKey: ApiKey, secret: Secret) => Buffer;

/** What is pasted most: the header line of a key that has one, else the secret itself. */
export function usualCopyFormat({ policy }: ApiKey): CopyFormatName {
  return policy.headers.length > 0 ? 'line' : 'raw';
}

/**
 * @param part Of a secret of several parts this one; for `raw` alone.
 * @returns what makes new bytes, which the caller wipes.
 * @throws KeybearerError 'invalid-input' with `reason` 'raw-only'.
 */
export function copyForm(format: CopyFormatName, part?: string): CopyForm {
  if (format === 'raw') return (_apiKey, secret) => rawBytes(secret, part);
  if (part !== undefined) throw new KeybearerError('invalid-input', { field: 'part', reason: 'raw-only' });
  return textOf(format);
}

/** Without the line end: where text is pasted into a field or a shell, it would send what is not yet read. */
function textOf(name: FormatName): CopyForm {
  const format = formats[name];
  const form: CopyForm =
    format.takes === 'headers'
      ? ofHeaders((apiKey, lines) => format.withSecret(subjectOf(apiKey), lines))
      : (apiKey, secret) => format.withSecret(subjectOf(apiKey), secret);
  return (apiKey, secret) => {
    const text = form(apiKey, secret);
    const end = text.length - 1;
    // Header lines are as on the wire, in Latin-1; all other forms are UTF-8 already.
    const copy =
      name === 'line' ? transcode(text.subarray(0, end), 'latin1', 'utf8') : Buffer.from(text.subarray(0, end));
    text.fill(0);
    return copy;
  };
}

function rawBytes(secret: Secret, part: string | undefined): Buffer {
  if (part === undefined && secret.length > 1) throw refusal('raw', 'which-part');
  const wanted = part === undefined ? secret[0] : secret.find(({ name }) => name === part);
  if (wanted === undefined)
    throw new KeybearerError('invalid-input', { field: 'part', reason: 'missing-part', part: part ?? null });
  return Buffer.from(wanted.bytes);
}
