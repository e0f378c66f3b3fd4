/** PIN, passphrase and recovery code as the user gives them: in a file, on stdin, or typed. Never in argv or environment. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { SlotKind } from '../vault/ports.ts';
import { checkNewPassphrase, checkNewPin, normaliseTyped } from '../vault/typed.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { readInput } from './files.ts';

export async function givenPin({ terminal }: Cli, { pinFile }: GlobalOptions): Promise<Buffer | undefined> {
  return pinFile === undefined
    ? undefined
    : normaliseTyped(await readInput(terminal, pinFile, 'pin', limits.credentialFileMaxBytes));
}

export async function givenPassphrase(
  { terminal }: Cli,
  { passphraseFile }: GlobalOptions,
): Promise<Buffer | undefined> {
  if (passphraseFile === undefined) return undefined;
  return normaliseTyped(await readInput(terminal, passphraseFile, 'passphrase', limits.credentialFileMaxBytes));
}

/** @throws KeybearerError 'recovery-code-mistyped' */
export async function givenRecoveryCode(
  { terminal }: Cli,
  { recoveryCodeFile }: GlobalOptions,
): Promise<Buffer | undefined> {
  if (recoveryCodeFile === undefined) return undefined;
  const { parseRecoveryCode } = await import('../compose.ts');
  return parseRecoveryCode(
    (await readInput(terminal, recoveryCodeFile, 'recovery-code', limits.credentialFileMaxBytes)).toString().trim(),
  );
}

/** A PIN to be set: from the file, or typed twice. @param kinds Of the slots that will take it. */
export async function newPin(cli: Cli, globals: GlobalOptions, kinds: readonly SlotKind[]): Promise<Buffer> {
  const pin = (await givenPin(cli, globals)) ?? (await typedTwice(cli, 'New PIN'));
  checkNewPin(pin, kinds);
  return pin;
}

/** A passphrase to be set: from the file, or typed twice. */
export async function newPassphrase(cli: Cli, globals: GlobalOptions): Promise<Buffer> {
  const passphrase = (await givenPassphrase(cli, globals)) ?? (await typedTwice(cli, 'New passphrase'));
  checkNewPassphrase(passphrase);
  return passphrase;
}

/** The passphrase of a backup to be written: from the file, or typed twice. */
export async function newBackupPassphrase({ terminal }: Cli, path: string | undefined): Promise<Buffer> {
  const passphrase =
    path === undefined
      ? await typedTwice({ terminal }, 'Passphrase for the backup', asTyped)
      : await readInput(terminal, path, 'backup-passphrase', limits.credentialFileMaxBytes);
  checkNewPassphrase(passphrase);
  return passphrase;
}

// age takes what is typed as it is: normalised here, it would not open there.
const asTyped = (typed: Buffer) => typed;

// A PIN stays one.
const inSentence = (label: string) => label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

async function typedTwice({ terminal }: Pick<Cli, 'terminal'>, what: string, form = normaliseTyped): Promise<Buffer> {
  if (!terminal.canAsk) throw new KeybearerError('no-terminal', { asked: inSentence(what) });
  for (;;) {
    const first = form(await terminal.askHidden(`${what}: `));
    const second = form(await terminal.askHidden(`${what}, once more: `));
    const same = first.equals(second);
    second.fill(0);
    if (same) return first;
    first.fill(0);
    terminal.say('The two are not the same. Please type it again.');
  }
}
