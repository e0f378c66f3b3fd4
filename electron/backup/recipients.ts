/** Recipients and identities as age writes them: texts, and files of one a line with comments after "#". */
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/**
 * @param number The line that it stands in; null: it was given by itself.
 * @throws KeybearerError 'recipient-invalid' with `reason` 'ssh', 'identity' or 'form'. The text is not in it: it may be a
 *   secret that was meant for elsewhere.
 */
export function checkRecipient(text: string, number: number | null = null): string {
  try {
    new Encrypter().addRecipient(text);
    return text;
  } catch {
    const reason = text.startsWith('ssh-') ? 'ssh' : /^AGE-(SECRET|PLUGIN)/.test(text) ? 'identity' : 'form';
    throw new KeybearerError('recipient-invalid', { reason, number });
  }
}

/** @throws KeybearerError 'recipient-invalid', with `reason` 'empty' where there is none. */
export function parseRecipients(file: Buffer): string[] {
  const recipients = linesOf(file).map(({ text, number }) => checkRecipient(text, number));
  if (recipients.length === 0) throw new KeybearerError('recipient-invalid', { reason: 'empty', number: null });
  return recipients;
}

/**
 * @returns the identities as strings, which cannot be wiped: the library takes nothing else.
 * @throws KeybearerError 'identity-invalid' with `reason` 'ssh', 'plugin', 'form' or 'empty', and the line's number.
 */
export function parseIdentities(file: Buffer): string[] {
  const identities = linesOf(file).map(({ text, number }) => checkIdentity(text, number));
  if (identities.length === 0) throw new KeybearerError('identity-invalid', { reason: 'empty', number: null });
  return identities;
}

export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

function checkIdentity(text: string, number: number): string {
  try {
    new Decrypter().addIdentity(text);
    return text;
  } catch {
    const isSsh = /^-----BEGIN .*PRIVATE KEY-----/.test(text);
    const reason = isSsh ? 'ssh' : text.startsWith('AGE-PLUGIN-') ? 'plugin' : 'form';
    throw new KeybearerError('identity-invalid', { reason, number });
  }
}

function linesOf(file: Buffer): { text: string; number: number }[] {
  const lines = file.toString().split('\n');
  return lines
    .map((line, at) => ({ text: line.trim(), number: at + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .slice(0, limits.recipientsMax + 1);
}
