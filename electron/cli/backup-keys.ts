/** What a backup is encrypted for, and what opens it, as the user gives them: a passphrase, or age's recipients and identities. */
import type { Command } from 'commander';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { AgeIdentities, AgeRecipients } from '../backup/age.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { readInput, readWhole } from './files.ts';
import { repeated } from './repeated.ts';
import { newBackupPassphrase } from './typed-credentials.ts';

export interface OpeningOptions extends GlobalOptions {
  readonly backupPassphraseFile?: string;
  readonly identity?: string[];
}

export interface ClosingOptions extends OpeningOptions {
  readonly recipient?: string[];
  readonly recipientsFile?: string[];
}

/** Mistyped passphrases are asked for again this often. */
const tries = 3;

export function addOpeningOptions(command: Command, identityWords: string): Command {
  return command
    .option('--backup-passphrase-file <file>', 'the passphrase of the backup')
    .option('-i, --identity <file>', identityWords, repeated);
}

export function addClosingOptions(command: Command): Command {
  return addOpeningOptions(command, 'for the recipient of this identity of age')
    .option('-r, --recipient <age1...>', 'for this recipient of age (repeat for more)', repeated)
    .option('-R, --recipients-file <file>', 'for the recipients in a file, one a line', repeated);
}

/**
 * What the options say the backup is for; without any, a passphrase that is asked for twice.
 *
 * @returns also what can open it again here, if that is at hand. The caller wipes a passphrase.
 */
export async function backupRecipients(
  cli: Cli,
  options: ClosingOptions,
): Promise<{ to: AgeRecipients; check: AgeIdentities | undefined }> {
  const { checkRecipient, parseRecipients, recipientOf } = await import('../backup/recipients.ts');
  const recipients: string[] = [];
  for (const text of options.recipient ?? []) recipients.push(await checkRecipient(text));
  for (const path of options.recipientsFile ?? [])
    recipients.push(...(await parseRecipients(await readKeyFile(cli, path, 'recipients'))));
  const identities = await givenIdentities(cli, options);
  for (const identity of identities) recipients.push(await recipientOf(identity));
  if (recipients.length === 0) {
    const passphrase = await newBackupPassphrase(cli, options.backupPassphraseFile);
    return { to: { passphrase }, check: { passphrase } };
  }
  if (options.backupPassphraseFile !== undefined) throw new KeybearerError('recipients-or-passphrase');
  if (recipients.length > limits.recipientsMax)
    throw new KeybearerError('invalid-input', { field: 'recipient', reason: 'too-many', max: limits.recipientsMax });
  return { to: { recipients }, check: identities.length === 0 ? undefined : { identities } };
}

/** Opens a backup with what the options give, or what is typed. @returns the plain bytes. The caller wipes them. */
export async function openBackup(cli: Cli, options: OpeningOptions, file: Buffer): Promise<Buffer> {
  const { decryptAge, lockOfAge } = await import('../backup/age.ts');
  const identities = await givenIdentities(cli, options);
  if (identities.length > 0) return decryptAge(file, { identities });
  if ((await lockOfAge(file)) === 'identity') throw new KeybearerError('identity-needed');
  const { backupPassphraseFile: path } = options;
  if (path === undefined) return openByTyping(cli, file, 'Passphrase of the backup: ');
  const passphrase = await readInput(cli.terminal, path, 'backup-passphrase', limits.credentialFileMaxBytes);
  return decryptAge(file, { passphrase }).finally(() => passphrase.fill(0));
}

async function openByTyping({ terminal }: Cli, file: Buffer, question: string): Promise<Buffer> {
  const { decryptAge } = await import('../backup/age.ts');
  if (!terminal.canAsk) throw new KeybearerError('backup-passphrase-needed');
  for (let mistakes = 0; ; ) {
    const passphrase = await terminal.askHidden(question);
    try {
      return await decryptAge(file, { passphrase });
    } catch (caught) {
      if (!isKeybearerError(caught, 'wrong-backup-passphrase') || ++mistakes === tries) throw caught;
      terminal.say('That is not the passphrase.');
    } finally {
      passphrase.fill(0);
    }
  }
}

/** As age takes them: a file of identities, which may be an age file itself, behind a passphrase. */
async function givenIdentities(cli: Cli, { identity: paths = [] }: OpeningOptions): Promise<string[]> {
  const [{ isAge }, { parseIdentities }] = await Promise.all([
    import('../backup/age.ts'),
    import('../backup/recipients.ts'),
  ]);
  const identities: string[] = [];
  for (const path of paths) {
    let file = await readKeyFile(cli, path, 'identity');
    if (isAge(file)) file = await openByTyping(cli, file, `Passphrase of ${path}: `);
    identities.push(...(await parseIdentities(file)));
    file.fill(0);
  }
  return identities;
}

function readKeyFile({ terminal }: Cli, path: string, purpose: string): Promise<Buffer> {
  return readWhole(terminal, path, purpose, limits.recipientsFileMaxBytes);
}
