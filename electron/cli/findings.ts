/** Says what is wrong with a vault that still answers. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Finding } from '../vault/sealed-reader.ts';
import type { Cli } from './cli.ts';
import { errorText } from './error-text.ts';
import { exitCodes } from './exit-codes.ts';

/** One line each, and the exit code that says the vault is damaged. */
export function sayFindings(cli: Cli, findings: readonly Finding[]): void {
  for (const finding of findings) cli.terminal.say(`keybearer: error: ${findingText(finding).error}`);
  if (findings.length === 0) return;
  cli.terminal.say('keybearer: hint: run "keybearer doctor"');
  cli.setExitCode(exitCodes.damaged);
}

export function findingText({ code, where, keyId }: Finding) {
  return errorText(new KeybearerError(code, { where, keyId }));
}
