/** Clearing what another process of ours owns: it is asked to leave, and takes away what is its own alone (B1). */
import { KeybearerError } from '../../../shared/errors.ts';
import { Display } from './display.ts';

const none = 0;
const tries = 60;
const pauseMs = 50;

/** @returns whether the clipboard was ours. */
export async function askToLeave(env: NodeJS.ProcessEnv): Promise<boolean> {
  const display = await Display.connect(env);
  try {
    const owner = await display.selectionOwner();
    if (owner === none || !(await isOurs(display, owner))) return false;
    display.client.SendClientMessage(owner, owner, display.atoms._KEYBEARER_LEAVE, 32, [], 0);
    for (let left = tries; left > 0; left--) {
      if ((await display.selectionOwner()) !== owner) return true;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    throw new KeybearerError('clipboard-not-cleared');
  } finally {
    display.close();
  }
}

/** Our windows have a property of this name: that of their timestamp. */
function isOurs({ client, atoms }: Display, window: number): Promise<boolean> {
  return new Promise((resolve) => {
    client.GetProperty(0, window, atoms._KEYBEARER_CLIPBOARD, 0, 0, 0, (error, found) =>
      resolve(!error && found.type !== none),
    );
  });
}
