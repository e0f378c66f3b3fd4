/** What every command gets: the terminal, the global options, and the vault that they name. */
import type { Terminal } from './terminal.ts';

export interface GlobalOptions {
  readonly home?: string;
  readonly passphraseFile?: string;
  readonly pinFile?: string;
  readonly tpmDevice?: string;
  /** The kind of slot to open, where there are several that need no typing. */
  readonly unlockWith?: 'keychain' | 'tpm';
  /** Where a recovery code is read from; where a new one goes, for the commands that make one. */
  readonly recoveryCodeFile?: string;
}

export interface Cli {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly signal: AbortSignal;
  /** Sets the exit code of a command that answers although something is wrong. */
  setExitCode(code: number): void;
}
