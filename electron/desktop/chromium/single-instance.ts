/** One window for each vault: a second start asks the first to come to the front, over a socket that only this user reaches. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { KeybearerError } from '../../../shared/errors.ts';

export interface Instance {
  release(): void;
}

/**
 * @param onSecond Called when another start has asked.
 * @returns undefined where there is a window already: it has been asked.
 * @throws KeybearerError 'window-unavailable' with `reason` 'no-private-folder' where others could answer in its place.
 */
export async function becomeInstance(
  vaultPath: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  onSecond: () => void,
): Promise<Instance | undefined> {
  const address = addressOf(vaultPath, env, platform);
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end();
    onSecond();
  });
  // Taken first and asked later: of two that start at once, one gets it.
  if (!(await takes(server, address))) {
    if (await isAnswered(address)) return undefined;
    // What is left there is of a process that died.
    if (platform !== 'win32') rmSync(address, { force: true });
    if (!(await takes(server, address))) return undefined;
  }
  if (platform !== 'win32') chmodSync(address, 0o600);
  server.unref();
  return { release: () => void server.close() };
}

async function isAnswered(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** @returns whether it listens there now; not, where something has that name. */
async function takes(server: Server, address: string): Promise<boolean> {
  server.listen(address);
  try {
    await once(server, 'listening');
    return true;
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'EADDRINUSE') return false;
    throw caught;
  }
}

/** By a hash of the vault's path: a socket's own path has room for a hundred characters. */
function addressOf(
  vaultPath: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const name = `keybearer-${createHash('sha256').update(vaultPath).digest('hex').slice(0, 24)}`;
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(privateFolder(env), `${name}.sock`);
}

function privateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { uid } = userInfo();
  const runtime = env.XDG_RUNTIME_DIR;
  if (runtime !== undefined && isAbsolute(runtime) && isPrivate(runtime, uid)) return runtime;
  const folder = join(tmpdir(), `keybearer-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Anybody may have made it, or a link of that name.
  if (!isPrivate(folder, uid)) throw new KeybearerError('window-unavailable', { reason: 'no-private-folder', folder });
  return folder;
}

function isPrivate(folder: string, uid: number): boolean {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  return entry?.isDirectory() === true && entry.uid === uid && (entry.mode & 0o077) === 0;
}
