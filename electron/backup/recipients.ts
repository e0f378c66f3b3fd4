/** Recipients and identities as age writes them: texts, and files of one a line with comments after "#". */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/**
 * @param number The line that it stands in; null: it was given by itself.
 * @throws KeybearerError 'recipient-invalid' with `reason` 'ssh', 'identity' or 'form'. The text is not in it: it may be a
 *   secret that was meant for elsewhere.
 */
export async function checkRecipient(text: string, number: number | null = null): Promise<string> {
  const { Encrypter } = await import('./typage.ts');
  try {
    new Encrypter().addRecipient(text);
    return text;
  } catch {
    const reason = text.startsWith('ssh-') ? 'ssh' : /^AGE-(SECRET|PLUGIN)/.test(text) ? 'identity' : 'form';
    throw new KeybearerError('recipient-invalid', { reason, number });
  }
}

/** @throws KeybearerError 'recipient-invalid', with `reason` 'empty' where there is none. */
export async function parseRecipients(file: Buffer): Promise<string[]> {
  const recipients: string[] = [];
  for (const { text, number } of linesOf(file)) recipients.push(await checkRecipient(text, number));
  if (recipients.length === 0) throw new KeybearerError('recipient-invalid', { reason: 'empty', number: null });
  return recipients;
}

/**
 * @returns the identities as strings, which cannot be wiped: the library takes nothing else.
 * @throws KeybearerError 'identity-invalid' with `reason` 'ssh', 'plugin', 'form' or 'empty', and the line's number.
 */
export async function parseIdentities(file: Buffer): Promise<string[]> {
  const identities: string[] = [];
  for (const { text, number } of linesOf(file)) identities.push(await checkIdentity(text, number));
  if (identities.length === 0) throw new KeybearerError('identity-invalid', { reason: 'empty', number: null });
  return identities;
}

export async function recipientOf(identity: string): Promise<string> {
  const { identityToRecipient } = await import('./typage.ts');
  return identityToRecipient(identity);
}

async function checkIdentity(text: string, number: number): Promise<string> {
  const { Decrypter } = await import('./typage.ts');
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
