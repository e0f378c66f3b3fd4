/** What one `keybearer copy` costs until the clipboard is owned, beside programs that only copy what they are given. */
import { spawnSync } from 'node:child_process';
import { startWaylandDisplay } from '../../test/support/wayland-display.ts';
import { startXDisplay } from '../../test/support/x-display.ts';
import { installed, makeLauncher } from './command-line.ts';
import { type Candidate, measure, report } from './measure.ts';

/** Each returns when the clipboard is owned: `copy` says so, and the others go into the background then. */
export async function benchCopy(scratch: string, home: string, rounds: number): Promise<void> {
  const launcher = makeLauncher(scratch);
  const copy = (env: NodeJS.ProcessEnv) =>
    program('keybearer copy', launcher, ['copy', 'key-7', '--home', home], { ...process.env, ...env });
  if (installed('Xvfb')) {
    const display = await startXDisplay();
    const { DISPLAY } = display.env;
    const inputs = ['-i', '-selection', 'clipboard'];
    const header = program('keybearer header', launcher, ['header', 'key-7', '--home', home], process.env);
    const candidates = [bareNode(), header, copy({ DISPLAY }), program('xclip', 'xclip', inputs, display.env)];
    if (installed('xsel')) candidates.push(program('xsel', 'xsel', ['--clipboard', '--input'], display.env));
    report('Copying on X, until the clipboard is owned', await measure(candidates, rounds));
    await display.kill();
  }
  if (installed('sway') && installed('wl-copy')) {
    const display = await startWaylandDisplay();
    const { WAYLAND_DISPLAY, XDG_RUNTIME_DIR } = display.env;
    const candidates = [bareNode(), program('wl-copy', 'wl-copy', ['--type', 'text/plain'], display.env)];
    const ours = copy({ WAYLAND_DISPLAY, XDG_RUNTIME_DIR });
    if (runs(ours)) candidates.splice(1, 0, ours);
    else console.log('\nkeybearer copy on Wayland: this wl-copy would write to a disk');
    report('Copying on Wayland, until the clipboard is owned', await measure(candidates, rounds));
    await display.kill();
  }
}

function bareNode(): Candidate {
  return program('node -e 0', process.execPath, ['-e', '0'], process.env);
}

function program(name: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): Candidate {
  return {
    name,
    run: () => {
      // What they leave in the background would keep a pipe open.
      const { status } = spawnSync(command, args, { env, input: 'secret', stdio: ['pipe', 'ignore', 'ignore'] });
      if (status !== 0) throw new Error(`${name} exited with ${status}`);
    },
  };
}

function runs({ run }: Candidate): boolean {
  try {
    void run();
    return true;
  } catch {
    return false;
  }
}
