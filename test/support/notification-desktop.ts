/** A desktop for tests: an X display and a real notification server, on a private session bus. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PrivateBus, withBus } from './bus.ts';

const run = promisify(execFile);
const patienceMs = 20_000;

/** Which button `press` presses is a rule that is switched on before the notification comes. */
const dunstConfig = `[global]
  history_length = 50
  markup = full
[press-renew]
  appname = Keybearer
  enabled = false
  action_name = renew
[press-snooze]
  appname = Keybearer
  enabled = false
  action_name = snooze
`;

export interface Shown {
  readonly title: string;
  readonly body: string;
  /** As Pango reads it: title and body, escaped where they hold markup. */
  readonly message: string;
}

export interface NotificationDesktop {
  readonly env: NodeJS.ProcessEnv;
  /** Waits until so many notifications are on the screen. */
  shows(count: number): Promise<void>;
  /** What was shown and is closed, the latest first. */
  history(): Promise<Shown[]>;
  closeAll(): Promise<void>;
  /** Makes `press` press that button of the notifications to come, or none. */
  choose(button: 'renew' | 'snooze'): Promise<void>;
  press(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error that names the Debian package of a program that is missing. */
export async function startNotificationDesktop(bus: PrivateBus): Promise<NotificationDesktop> {
  const folder = await mkdtemp(join(tmpdir(), 'keybearer-desktop-'));
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.add(display);
  await started(display, 'xvfb');
  const [number] = await once(display.stdout, 'data');
  const env = { PATH: process.env.PATH, ...bus.env, DISPLAY: `:${String(number).trim()}` };
  await writeFile(join(folder, 'dunstrc'), dunstConfig);
  const server = spawn('dunst', ['-conf', join(folder, 'dunstrc')], { env, stdio: 'ignore' });
  running.add(server);
  await started(server, 'dunst');
  await waitUntil(() => isOwned(bus));
  const dunstctl = async (...args: string[]) => (await run('dunstctl', args, { env })).stdout;
  return {
    env,
    shows: (count) => waitUntil(async () => Number(await dunstctl('count', 'displayed')) === count),
    history: async () => JSON.parse(await dunstctl('history')).data[0].map(toShown),
    closeAll: async () => void (await dunstctl('close-all')),
    async choose(button) {
      for (const each of ['renew', 'snooze'])
        await dunstctl('rule', `press-${each}`, each === button ? 'enable' : 'disable');
    },
    press: async () => void (await dunstctl('action')),
    async stop() {
      for (const child of [server, display]) await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function started(child: ChildProcess, debianPackage: string): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new Error(`${child.spawnfile} cannot be started: apt-get install ${debianPackage}`, { cause });
  }
}

async function end(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function isOwned(bus: PrivateBus): Promise<boolean> {
  return withBus(bus.socket, async (connection) => {
    const [owned] = await connection.callBus('NameHasOwner', 's', ['org.freedesktop.Notifications']);
    return owned === true;
  });
}

/** Looks again and again. */
export async function waitUntil(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error('it did not come to be within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type DunstEntry = Record<'summary' | 'body' | 'message', { readonly data: string }>;

function toShown({ summary, body, message }: DunstEntry): Shown {
  return { title: summary.data, body: body.data, message: message.data };
}
