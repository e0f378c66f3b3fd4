/**
 * wl-copy holds a Wayland selection as our keeper holds an X one: it serves the text until something else is copied. A shell
 * stands between it and the keeper, and ends it when the keeper is done, or is gone in whatever way (B3).
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Holding } from '../holding.ts';
import { newMark } from '../marks.ts';
import { unavailable } from '../unavailable.ts';
import { markPrefix, type WlCopy } from './wl-clipboard.ts';

/**
 * 0: the text. 1: says that it is there. 3: closes when the keeper is done or gone. 4: stays open while wl-copy serves.
 *
 * A recent wl-copy is killed, which takes away its selection and nothing else. An older one would leave its file behind; it
 * removes that when something else is copied, so an empty selection is.
 */
const script = `
type=$1 ending=$2
shift 2
wl-copy --type "$type" "$@" 3<&- || exit
exec 4>&-
echo held
read -r _ <&3
case $ending in
  kill) kill -s TERM 0 ;;
  clear) wl-paste --list-types | grep -qxF "$type" && wl-copy --clear ;;
esac`;

const patienceMs = 5000;

export class WlCopyHolding implements Holding {
  readonly gone: Promise<void>;
  readonly #lifeline: Writable;

  /** @throws KeybearerError 'clipboard-unavailable' */
  static async take(text: Buffer, wlCopy: WlCopy, env: NodeJS.ProcessEnv): Promise<WlCopyHolding> {
    const { spawn } = await import('node:child_process');
    const { isRecent, fileFolder } = wlCopy;
    const type = `${markPrefix}${newMark()}`;
    const args = ['-c', script, 'sh', type, ...(isRecent ? ['kill', '--sensitive'] : ['clear'])];
    const shell = spawn('/bin/sh', args, {
      // A group of its own, for "kill 0".
      detached: true,
      cwd: '/',
      env: { ...env, TMPDIR: fileFolder },
      stdio: ['pipe', 'pipe', 'ignore', 'pipe', 'pipe'],
    });
    const holding = new WlCopyHolding(shell);
    shell.stdin!.on('error', () => undefined).end(text);
    if (!(await saysHeld(shell.stdout!))) throw unavailable('failed');
    return holding;
  }

  private constructor(shell: ChildProcess) {
    const [, , , lifeline, serving] = shell.stdio as unknown as [unknown, unknown, unknown, Writable, Readable];
    lifeline.on('error', () => undefined); // the shell is gone
    this.#lifeline = lifeline;
    this.gone = new Promise((resolve) => serving.on('close', resolve).resume());
  }

  async release(): Promise<void> {
    this.#lifeline.end();
    const limit = new Promise((resolve) => setTimeout(resolve, patienceMs, 'late'));
    if ((await Promise.race([this.gone, limit])) === 'late') throw new KeybearerError('clipboard-not-cleared');
  }
}

async function saysHeld(stdout: Readable): Promise<boolean> {
  for await (const _ of stdout) return true;
  return false;
}
