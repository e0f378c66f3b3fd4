/** One window for each vault: a second start asks the first to come to the front, over a socket that only this user reaches. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Instance {
  release(): void;
}

/**
 * @param onSecond Called when another start has asked.
 * @returns undefined where there is a window already: it has been asked.
 */
export async function becomeInstance(
  vaultPath: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  onSecond: () => void,
): Promise<Instance | undefined> {
  const address = addressOf(vaultPath, env, platform);
  if (await isAnswered(address)) return undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end();
    onSecond();
  });
  // What is left there is of a process that died.
  if (platform !== 'win32') rmSync(address, { force: true });
  await listen(server, address);
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

async function listen(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
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
  const runtime = env.XDG_RUNTIME_DIR;
  if (runtime !== undefined && isAbsolute(runtime)) return runtime;
  const { uid } = userInfo();
  const folder = join(tmpdir(), `keybearer-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== uid || (stats.mode & 0o077) !== 0)
    throw new Error(`${folder} is not a private folder of this user`);
  return folder;
}
