/** Starting, hearing and killing the processes that work on a vault. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Job, Report } from './vault-worker.ts';

/** The worker as one file, which starts four times as fast as the sources. */
export interface WorkerProgram {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

export async function bundleWorker(): Promise<WorkerProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('vault-worker.ts', import.meta.url)),
      outDir: folder,
      target: 'node24',
      rollupOptions: { external: ['keytar'], output: { format: 'es', entryFileNames: 'worker.mjs' } },
    },
    ssr: { noExternal: true, external: ['keytar'] },
  });
  return {
    path: join(folder, 'worker.mjs'),
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(folder, 'cache') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export class WorkerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #reports: Report[] = [];
  readonly #closed: Promise<unknown>;
  #rest = '';
  #stderr = '';
  #heard = Promise.withResolvers<void>();
  #ended = false;

  /**
   * Starts a worker, which loads and waits for its job.
   *
   * @param under A command that runs the one that follows it.
   */
  constructor(program: WorkerProgram, under: readonly string[] = []) {
    const [command, ...args] = [...under, process.execPath, program.path];
    this.#child = spawn(command!, args, { env: program.env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdin.on('error', () => {}); // it was killed before it read its job
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#closed = once(this.#child, 'close').then(() => {
      this.#ended = true;
      this.#heard.resolve();
    });
  }

  give(job: Job): void {
    this.#child.stdin.end(`${JSON.stringify(job)}\n`);
  }

  /** Waits until it has loaded, or has ended without. */
  loaded(): Promise<void> {
    return this.#says((report) => report.said === 'loaded');
  }

  /** Waits until it has started a step, or has ended without. */
  starts(step: number): Promise<void> {
    return this.#says((report) => report.said === 'started' && report.step === step);
  }

  async #says(isIt: (report: Report) => boolean): Promise<void> {
    while (!this.#ended && !this.#reports.some(isIt)) await this.#heard.promise;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** All that it said, once it is gone and its pipe is empty. */
  async ended(): Promise<readonly Report[]> {
    await this.#closed;
    if (this.#stderr !== '') throw new Error(`the worker failed: ${this.#stderr}`);
    return this.#reports;
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#reports.push(JSON.parse(line) as Report);
    const heard = this.#heard;
    this.#heard = Promise.withResolvers<void>();
    heard.resolve();
  }
}
