/** A command's session with the vault: opened, unlocked as far as it needs, closed and wiped whatever happens. */
import { type ErrorDetails, isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { Settings } from '../compose.ts';
import type { Credentials, Side } from '../vault/ports.ts';
import { normaliseTyped } from '../vault/typed.ts';
import type { Vault } from '../vault/vault.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { triesLeftText } from './tpm-words.ts';
import { givenPassphrase, givenPin, givenRecoveryCode } from './typed-credentials.ts';

export const indexSide: readonly Side[] = ['index'];
export const bothSides: readonly Side[] = ['index', 'secret'];

/** Mistyped passphrases and PINs are asked for again this often, where somebody types. */
const tries = 3;

export async function settingsOf(cli: Cli, globals: GlobalOptions): Promise<Settings> {
  const { parseTpmDevice, vaultPath } = await import('../compose.ts');
  const path = vaultPath(globals.home ?? cli.env.KEYBEARER_HOME, cli.env, cli.platform);
  const { tpmDevice } = globals;
  if (tpmDevice !== undefined) parseTpmDevice(tpmDevice); // a mistake in it is told whether it is needed or not
  const onPrompt = () => cli.terminal.say('The keychain is locked: waiting until you unlock it in its own dialog.');
  const { env, platform, signal } = cli;
  return { path, env, platform, surface: 'cli', signal, onPrompt, tpmDevice };
}

/** What a session's work gets besides the vault. Wiped at its end. */
export interface SessionCredentials {
  pin?: Buffer | undefined;
  passphrase?: Buffer | undefined;
  recoveryCode?: Buffer | undefined;
}

/**
 * Runs `work` on the vault that the options name, unlocked for `sides`.
 *
 * @param makesRecoveryCode The command writes a new code to --recovery-code-file instead of reading one there.
 */
export async function withVault<T>(
  cli: Cli,
  globals: GlobalOptions,
  sides: readonly Side[],
  work: (vault: Vault, credentials: SessionCredentials) => Promise<T>,
  { makesRecoveryCode = false } = {},
): Promise<T> {
  const { openVault } = await import('../compose.ts');
  const vault = await openVault(await settingsOf(cli, globals));
  const credentials: SessionCredentials = {};
  try {
    if (sides.length > 0) await unlock(cli, globals, vault, sides, credentials, makesRecoveryCode);
    return await work(vault, credentials);
  } finally {
    for (const credential of Object.values(credentials)) credential?.fill(0);
    await vault.close();
  }
}

/** Runs `work` on the vault, opened by its recovery code and by nothing else. */
export async function withRecoveryCode<T>(
  cli: Cli,
  globals: GlobalOptions,
  work: (vault: Vault) => Promise<T>,
): Promise<T> {
  const { openVault } = await import('../compose.ts');
  const vault = await openVault(await settingsOf(cli, globals));
  try {
    const code = (await givenRecoveryCode(cli, globals)) ?? (await askRecoveryCode(cli));
    await vault.unlock(bothSides, { recoveryCode: code }).finally(() => code.fill(0));
    return await work(vault);
  } finally {
    await vault.close();
  }
}

async function unlock(
  cli: Cli,
  globals: GlobalOptions,
  vault: Vault,
  sides: readonly Side[],
  credentials: SessionCredentials,
  makesRecoveryCode: boolean,
): Promise<void> {
  credentials.passphrase = await givenPassphrase(cli, globals);
  credentials.pin = await givenPin(cli, globals);
  if (!makesRecoveryCode) credentials.recoveryCode = await givenRecoveryCode(cli, globals);
  for (let mistakes = 0; ; ) {
    try {
      await vault.unlock(sides, credentials, globals.unlockWith);
      break;
    } catch (caught) {
      if (!isKeybearerError(caught)) throw caught;
      const asked = askable[caught.code];
      if (asked === undefined || !cli.terminal.canAsk || asked.given(globals) !== undefined) throw caught;
      if (credentials[asked.credential] !== undefined && ++mistakes === tries) throw caught;
      if (caught.details.triesLeft === 0) throw caught; // another one would not be tried
      if (credentials[asked.credential] !== undefined) cli.terminal.say(asked.again(caught.details));
      credentials[asked.credential] = await asked.ask(cli);
    }
  }
  if (sides.includes('secret')) await emptyDueTrash(vault);
}

interface Asked {
  readonly credential: keyof Credentials;
  again(details: ErrorDetails): string;
  given(globals: GlobalOptions): string | undefined;
  ask(cli: Cli): Promise<Buffer>;
}

const pin: Asked = {
  credential: 'pin',
  again: ({ triesLeft }) =>
    triesLeft === undefined ? 'That is not the PIN.' : `That is not the PIN: ${triesLeftText(Number(triesLeft))}.`,
  given: (globals) => globals.pinFile,
  ask: askPin,
};

const passphrase: Asked = {
  credential: 'passphrase',
  again: () => 'That is not the passphrase.',
  given: (globals) => globals.passphraseFile,
  ask: async ({ terminal }) => normaliseTyped(await terminal.askHidden('Passphrase: ')),
};

const recoveryCode: Asked = {
  credential: 'recoveryCode',
  again: () => 'That is not the recovery code.',
  given: (globals) => globals.recoveryCodeFile,
  ask: askRecoveryCode,
};

/** What to ask for when unlocking fails with a code. */
const askable: Partial<Record<string, Asked>> = {
  'pin-needed': pin,
  'wrong-pin': pin,
  'passphrase-needed': passphrase,
  'wrong-passphrase': passphrase,
  'recovery-code-needed': recoveryCode,
  'wrong-recovery-code': recoveryCode,
};

export async function askPin({ terminal }: Cli): Promise<Buffer> {
  return normaliseTyped(await terminal.askHidden('PIN: '));
}

/** Asks until what is typed has the form of a code. */
export async function askRecoveryCode({ terminal }: Cli): Promise<Buffer> {
  const { parseRecoveryCode } = await import('../compose.ts');
  for (;;) {
    const typed = await terminal.askHidden('Recovery code: ');
    try {
      return parseRecoveryCode(typed.toString());
    } catch (caught) {
      if (!isKeybearerError(caught, 'recovery-code-mistyped')) throw caught;
      terminal.say('That code has a typing mistake. Please type it again.');
    } finally {
      typed.fill(0);
    }
  }
}

// Secrets leave their manifest, which takes the secret key: so it is done whenever that is at hand.
async function emptyDueTrash(vault: Vault): Promise<void> {
  const { emptyTrash } = await import('../vault/use-cases/trash.ts');
  try {
    await emptyTrash(vault, 'due');
  } catch (caught) {
    // Whatever hinders it must not hinder the command: it is tried again by the next one.
    if (!(caught instanceof KeybearerError)) throw caught;
  }
}
