/** X servers for tests, each on a display that nobody else has, and what other programs see of its clipboard. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface XDisplay {
  /** As DISPLAY names it. */
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  /** What xclip gets of a target. @throws Error when there is nothing of that kind. */
  read(target?: string): string;
  /** As `read`, by xsel. */
  readByXsel(): string;
  /** Whether the clipboard is empty, as far as xclip can tell. */
  isEmpty(): boolean;
  /** Another program's copy. */
  write(text: string): void;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const server of running) server.kill('SIGKILL');
});

/**
 * @param options.cookie 32 hex digits: the server lets in only those who have it.
 * @param options.size Width and height, for what is looked at.
 */
export async function startXDisplay(
  options: { readonly cookie?: string; readonly size?: string } = {},
): Promise<XDisplay> {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-x-'));
  const authority = join(folder, 'authority');
  const auth = options.cookie === undefined ? ['-ac'] : ['-auth', authority];
  // Whatever display it will be: the server reads the cookie of any.
  if (options.cookie !== undefined) addCookie(authority, ':0', options.cookie);
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${options.size ?? '320x200'}x24`,
    '-nolisten',
    'tcp',
    '-noreset',
    ...auth,
  ];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  running.add(server);
  const name = `:${await displayNumber(server)}`;
  if (options.cookie !== undefined) addCookie(authority, name, options.cookie);
  const xauthority = options.cookie === undefined ? {} : { XAUTHORITY: authority };
  const env = { PATH: process.env.PATH, HOME: folder, DISPLAY: name, ...xauthority };
  const get = (program: string, ...more: string[]) =>
    execFileSync(program, more, {
      env,
      maxBuffer: 2 ** 24,
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
  const read = (target = 'UTF8_STRING') => get('xclip', '-o', '-selection', 'clipboard', '-t', target);
  return {
    name,
    env,
    pid: server.pid!,
    read,
    readByXsel: () => get('xsel', '--clipboard', '--output'),
    isEmpty: () => fails(() => read('TARGETS')),
    write: (text) => {
      execFileSync('xclip', ['-i', '-selection', 'clipboard'], {
        env,
        input: text,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
    },
    async kill() {
      if (running.delete(server)) {
        server.kill('SIGKILL');
        await once(server, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
      rmSync(`/tmp/.X${name.slice(1)}-lock`, { force: true });
      rmSync(`/tmp/.X11-unix/X${name.slice(1)}`, { force: true });
    },
  };
}

/** The server writes it once it listens. */
async function displayNumber(server: ChildProcess): Promise<string> {
  server.once('error', (cause) => {
    throw new Error('Xvfb cannot be started: apt-get install xvfb', { cause });
  });
  let text = '';
  for await (const chunk of server.stdio[3] as Readable) {
    text += chunk;
    if (text.endsWith('\n')) return text.trim();
  }
  throw new Error('Xvfb ended without a display');
}

export function addCookie(authority: string, display: string, cookie: string): void {
  execFileSync('xauth', ['-f', authority, 'add', display, 'MIT-MAGIC-COOKIE-1', cookie], { stdio: 'ignore' });
}

function fails(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}
