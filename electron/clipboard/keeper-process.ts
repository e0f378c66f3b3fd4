/**
 * The clipboard by way of a keeper. It is started before a secret is opened, so that it is ready by then; and it goes on
 * when this process is gone.
 */
import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { KeybearerError } from '../../shared/errors.ts';
import type { Clipboard, ClipboardRefusal, ReachedClipboard } from '../delivery/clipboard.ts';
import { encodeTask, type KeeperAction } from './keeper-protocol.ts';
import { decodeReport, type Report } from './keeper-report.ts';
import { type ClipboardKind, isStored } from './kinds.ts';
import { pendingClearPath } from './stored/pending-clear.ts';
import { unavailable } from './unavailable.ts';

/** More than a keeper itself waits for anything. */
const patienceMs = 15_000;

export interface KeeperSettings {
  readonly kind: ClipboardKind;
  /** The keeper's program for this Node. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

export class KeptClipboard implements Clipboard {
  readonly #settings: KeeperSettings;

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
  }

  async reach(): Promise<ReachedClipboard> {
    const keeper = await KeeperProcess.start(this.#settings, 'hold');
    await keeper.says('reached');
    return {
      put: async (text, clearAfterMs) => {
        keeper.give(encodeTask({ text, clearAfterMs }));
        await keeper.says('held');
        keeper.letGo();
      },
      leave: () => keeper.letGo(),
      gone: keeper.ended,
    };
  }

  clear(): Promise<boolean> {
    return this.#clear('clear');
  }

  async clearLeftover(): Promise<boolean> {
    if (!isStored(this.#settings.kind) || !existsSync(pendingClearPath())) return false;
    return this.#clear('clear-leftover');
  }

  async #clear(action: KeeperAction): Promise<boolean> {
    const keeper = await KeeperProcess.start(this.#settings, action);
    const { said } = await keeper.says('cleared', 'nothing');
    keeper.letGo();
    return said === 'cleared';
  }
}

type KeeperChild = ChildProcessByStdio<Writable, Readable, null>;

class KeeperProcess {
  readonly #child: KeeperChild;
  readonly #lines: AsyncIterator<string>;
  readonly ended: Promise<void>;

  static async start({ kind, program, env, platform }: KeeperSettings, action: KeeperAction): Promise<KeeperProcess> {
    // Imported here: at the top of the bundle it would cost every command a tenth of bare Node's own start.
    const { spawn } = await import('node:child_process');
    const [command, ...args] = commandLine(platform, [process.execPath, program, kind, action]);
    const child = spawn(command!, args, {
      // In a session of its own, with no terminal to hold or to be hung up by, and in no folder that it would keep busy.
      detached: true,
      cwd: '/',
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      env: keeperEnvironment(env),
    });
    return new KeeperProcess(child);
  }

  private constructor(child: KeeperChild) {
    this.#child = child;
    this.#lines = linesOf(child.stdout);
    this.ended = new Promise((resolve) => {
      child.on('exit', () => resolve());
      child.on('error', () => resolve()); // it could not be started
    });
    child.stdin.on('error', () => undefined); // it has left; its stdout says so
  }

  /** @throws KeybearerError with the code that the keeper gives instead, or 'clipboard-unavailable'. */
  async says(...expected: Report['said'][]): Promise<Report> {
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs);
    try {
      const { done, value } = await this.#lines.next();
      if (done) throw unavailable('no-answer');
      const report = decodeReport(value);
      if (report.said === 'failed') throw failure(report.code, report.reason);
      if (!expected.includes(report.said)) throw unavailable('failed');
      return report;
    } catch (caught) {
      this.letGo();
      throw caught;
    } finally {
      clearTimeout(limit);
    }
  }

  /** Hands the task over, and wipes it when it has left this process. */
  give(task: Buffer): void {
    this.#child.stdin.end(task, () => task.fill(0));
  }

  /** A keeper that has no task yet takes this for its end. */
  letGo(): void {
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    this.#child.unref();
  }
}

async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}

function failure(code: 'clipboard-unavailable' | 'clipboard-not-cleared' | 'internal', reason?: string): Error {
  return code === 'clipboard-unavailable'
    ? unavailable((reason ?? 'failed') as ClipboardRefusal)
    : new KeybearerError(code, reason === undefined ? {} : { reason });
}

// A core dump of the keeper would hold the secret.
function commandLine(platform: NodeJS.Platform, command: readonly string[]): readonly string[] {
  return platform === 'win32' ? [...command] : ['/bin/sh', '-c', 'ulimit -c 0; exec "$@"', 'sh', ...command];
}

/** What a keeper needs, and nothing that Node, or a library, would take orders from. */
const passedOn = [
  'PATH',
  'HOME',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'TMPDIR',
  // Windows starts nothing without these.
  'SystemRoot',
  'windir',
  'TEMP',
  'USERPROFILE',
  'LOCALAPPDATA',
];

function keeperEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
