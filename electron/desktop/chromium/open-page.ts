/** Opens a page in the user's own browser, which is not the one that shows the window. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { KeybearerError } from '../../../shared/errors.ts';

const openers: Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * @param url https, as the vault keeps it.
 * @throws KeybearerError 'invalid-input' where nothing opens pages.
 */
export async function openPage(url: string, platform: NodeJS.Platform): Promise<void> {
  const opener = openers[platform];
  if (opener === undefined || new URL(url).protocol !== 'https:') throw unopened();
  const [program, ...args] = opener;
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn').catch((cause) => {
    throw unopened(cause);
  });
  child.unref();
}

function unopened(cause?: unknown): KeybearerError {
  return new KeybearerError('invalid-input', { field: 'page', reason: 'failed' }, cause);
}
