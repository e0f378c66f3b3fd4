/** Showing a new recovery code once, and asking for it once; or writing it to a file that the user names. */
import { rmSync } from 'node:fs';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { writeNewFile } from './files.ts';
import { askRecoveryCode } from './session.ts';

export interface RecoveryCodeOffer {
  /** 16 bytes. The caller wipes them. */
  readonly code: Buffer;
  /** Takes the file back when no slot came of it. */
  withdraw(): void;
}

/**
 * Makes a code and sees to it that the user has it, before any slot depends on it.
 *
 * @throws KeybearerError 'recovery-code-choice-needed' where it can be neither shown nor written, 'file-exists', 'cancelled'.
 */
export async function offerRecoveryCode(cli: Cli, { recoveryCodeFile }: GlobalOptions): Promise<RecoveryCodeOffer> {
  const { formatRecoveryCode, newRecoveryCode } = await import('../compose.ts');
  if (recoveryCodeFile === undefined && !cli.terminal.canAsk) throw new KeybearerError('recovery-code-choice-needed');
  const code = newRecoveryCode();
  if (recoveryCodeFile === undefined) {
    await showAndAsk(cli, code, formatRecoveryCode(code));
    return { code, withdraw: () => undefined };
  }
  writeNewFile(recoveryCodeFile, `${formatRecoveryCode(code)}\n`);
  cli.terminal.say(
    `The recovery code is in ${recoveryCodeFile}. Keep it on paper or on another machine, then delete the file.`,
  );
  return { code, withdraw: () => rmSync(recoveryCodeFile, { force: true }) };
}

async function showAndAsk(cli: Cli, code: Buffer, formatted: string): Promise<void> {
  const { terminal } = cli;
  terminal.tell('');
  terminal.tell('Your recovery code. It opens the vault when nothing else does, and is shown only now:');
  terminal.tell('');
  terminal.tell(`    ${formatted}`);
  terminal.tell('');
  terminal.tell('Write it down and keep it away from this machine. Then type it once.');
  for (;;) {
    const typed = await askRecoveryCode(cli).catch((caught: unknown) => {
      if (isKeybearerError(caught, 'cancelled')) code.fill(0);
      throw caught;
    });
    const same = typed.equals(code);
    typed.fill(0);
    if (same) return;
    terminal.tell('That is another code. Please look again.');
  }
}
