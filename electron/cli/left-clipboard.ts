/** What an earlier copy has left on the clipboard, where the system stores it and the keeper died (B3). */
import { isKeybearerError } from '../../shared/errors.ts';
import type { Clipboard } from '../delivery/clipboard.ts';
import type { Cli } from './cli.ts';
import { errorText } from './error-text.ts';

/** Clears it, and tells if it cannot be (B6). Never keeps a command from running. */
export async function clearLeftClipboard({ env, platform, terminal }: Cli): Promise<void> {
  // Elsewhere nothing outlives its keeper, and no command is to load anything for it.
  if (platform !== 'darwin' && platform !== 'win32') return;
  const { composeClipboard } = await import('../compose-clipboard.ts');
  await clearLeft(terminal, composeClipboard({ env, platform }));
}

export async function clearLeft(terminal: Pick<Cli['terminal'], 'say'>, clipboard: Clipboard): Promise<void> {
  try {
    if (await clipboard.clearLeftover()) terminal.say('Cleared an earlier copy from the clipboard.');
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    terminal.say(`keybearer: warning: ${errorText(caught).error}`);
  }
}
