/**
 * Private session buses for tests, each with a home of its own, so that no test meets the developer's keyring or another
 * test's. What a bus can start by itself, and whether a keyring is there, is up to the test.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { SessionBus } from '../../electron/dbus/session-bus.ts';
import { secretService, serviceInterface } from '../../electron/protectors/default-collection.ts';

type Daemon = ChildProcessByStdio<Writable, Readable, null>;

export const keyringPassword = 'the password of a test keyring';
export const loginCollection = '/org/freedesktop/secrets/collection/login';
const packages: Record<string, string> = { 'dbus-daemon': 'dbus', 'gnome-keyring-daemon': 'gnome-keyring' };

export interface PrivateBus {
  /** What a program needs to meet this bus and this home, and none other. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string; readonly HOME: string; readonly XDG_RUNTIME_DIR: string };
  /** For `SessionBus.connect`. */
  readonly socket: string;
  /** Starts gnome-keyring with an unlocked login collection, and waits for it. */
  startKeyring(): Promise<void>;
  /** Ends gnome-keyring as a crash would. What it keeps is there when it is started again. */
  killKeyring(): Promise<void>;
  /** Locks the login collection. */
  lockKeyring(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param options.activation Whether the bus starts installed services by name (gnome-keyring, its prompter). Without it, a
 *   bus has only who connects to it.
 * @throws Error that names the Debian package of a program that is missing.
 */
export async function startPrivateBus(options: { readonly activation?: boolean } = {}): Promise<PrivateBus> {
  const root = await mkdtemp(join(tmpdir(), 'keybearer-bus-'));
  const home = join(root, 'home');
  const runtime = join(root, 'run');
  const socket = join(runtime, 'bus');
  await mkdir(home);
  await mkdir(runtime, { mode: 0o700 });
  await writeFile(join(root, 'bus.conf'), busConfig(socket, options.activation ?? false));
  const base = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: runtime };
  const daemon = await startDaemon(
    'dbus-daemon',
    ['--nofork', '--print-address=1', `--config-file=${root}/bus.conf`],
    base,
  );
  const children = [daemon];
  let keyring: Daemon | undefined;
  const env = { DBUS_SESSION_BUS_ADDRESS: await firstLine(daemon), HOME: home, XDG_RUNTIME_DIR: runtime };
  return {
    env,
    socket,
    async startKeyring() {
      const args = ['--foreground', '--unlock', '--components=secrets'];
      keyring = await startDaemon('gnome-keyring-daemon', args, { ...base, ...env });
      children.unshift(keyring);
      keyring.stdin.end(keyringPassword);
      await waitForService(socket);
    },
    async killKeyring() {
      if (keyring === undefined) return;
      await endDaemon(keyring, 'SIGKILL');
      await waitForService(socket, false);
    },
    lockKeyring: () => lockKeyring(socket),
    async stop() {
      for (const child of children) await endDaemon(child);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Runs `use` on a connection to a bus, and closes it. */
export async function withBus<T>(socket: string, use: (bus: SessionBus) => Promise<T>): Promise<T> {
  const bus = await SessionBus.connect(socket);
  try {
    return await use(bus);
  } finally {
    bus.close();
  }
}

async function lockKeyring(socket: string): Promise<void> {
  const lock = { ...secretService, interface: serviceInterface, member: 'Lock', signature: 'ao' };
  await withBus(socket, (bus) => bus.call({ ...lock, body: [[loginCollection]] }));
}

async function waitForService(socket: string, isThere = true): Promise<void> {
  await withBus(socket, async (bus) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const [owned] = await bus.callBus('NameHasOwner', 's', [secretService.destination]);
      if (owned === isThere) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`gnome-keyring-daemon did not ${isThere ? 'take' : 'leave'} its name on the bus within 5 s`);
  });
}

/** The standard session policy: whoever may connect may do everything. */
function busConfig(socket: string, activation: boolean): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  ${activation ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;
}

const running = new Set<Daemon>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function startDaemon(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Daemon> {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new Error(`${program} cannot be started: apt-get install ${packages[program]}`, { cause });
  }
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function endDaemon(child: Daemon, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (!running.has(child)) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** dbus-daemon prints its address when it listens. */
async function firstLine(child: Daemon): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('dbus-daemon ended without an address');
}
