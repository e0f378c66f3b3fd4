/** Wayland sessions for tests: sway without a screen, and what other programs see of its clipboard. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './keepers.ts';

export interface WaylandDisplay {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  /** @throws Error when there is nothing. */
  read(): string;
  types(): string[];
  isEmpty(): boolean;
  /** Another program's copy. */
  write(text: string): void;
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const compositor of running) compositor.kill('SIGKILL');
});

const nobody = 65534;

/** sway does not run as root. Clients that do may use its socket. */
function asNobody(...folders: string[]): string[] {
  if (process.getuid?.() !== 0) return [];
  for (const folder of folders) chownSync(folder, nobody, nobody);
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
}

export async function startWaylandDisplay(): Promise<WaylandDisplay> {
  const root = mkdtempSync(join(tmpdir(), 'keybearer-wayland-'));
  const runtime = join(root, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  writeFileSync(join(root, 'config'), 'xwayland disable\n');
  const base = { PATH: process.env.PATH, HOME: root, XDG_RUNTIME_DIR: runtime };
  const [command, ...args] = [...asNobody(root, runtime), 'sway', '--config', join(root, 'config')];
  const compositor = spawn(command!, args, {
    env: { ...base, WLR_BACKENDS: 'headless', WLR_RENDERER: 'pixman', WLR_LIBINPUT_NO_DEVICES: '1' },
    stdio: 'ignore',
  });
  compositor.once('error', (cause) => {
    throw new Error('sway cannot be started: apt-get install sway', { cause });
  });
  running.add(compositor);
  const sockets = () => readdirSync(runtime).filter((file) => /^wayland-\d+$/.test(file));
  await eventually(() => sockets().length > 0);
  const name = sockets()[0]!;
  const env = { ...base, WAYLAND_DISPLAY: name };
  const get = (...args: string[]) =>
    execFileSync('wl-paste', args, { env, maxBuffer: 2 ** 24, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const types = () => {
    try {
      return get('--list-types').trim().split('\n');
    } catch {
      return [];
    }
  };
  return {
    name,
    env,
    types,
    read: () => get('--no-newline', '--type', 'text/plain'),
    isEmpty: () => types().length === 0,
    write: (text) => {
      execFileSync('wl-copy', ['--type', 'text/plain'], { env, input: text, stdio: ['pipe', 'ignore', 'ignore'] });
    },
    async kill() {
      if (running.delete(compositor)) {
        compositor.kill('SIGKILL');
        await once(compositor, 'exit');
      }
      if (existsSync(root)) rmSync(root, { recursive: true, force: true });
    },
  };
}
