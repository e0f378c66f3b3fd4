/** A person at a terminal: a program under a real pseudo-terminal (util-linux's script), what it shows, and typing. */
import { type ChildProcess, spawn } from 'node:child_process';

const patienceMs = 20_000;

export class Typist {
  readonly #program: ChildProcess;
  readonly #exit: Promise<number>;
  #shown = '';
  #read = 0;

  /** @param command For sh. It gets a controlling terminal of its own. */
  constructor(command: string, cwd: string, env: NodeJS.ProcessEnv) {
    this.#program = spawn('script', ['-qefc', command, '/dev/null'], { cwd, env: { ...env, TERM: 'xterm' } });
    this.#program.stdout?.on('data', (chunk: Buffer) => {
      this.#shown += chunk.toString();
    });
    this.#exit = new Promise((resolve) => this.#program.on('close', (code) => resolve(code ?? -1)));
  }

  /** All that was shown so far, without carriage returns. */
  get shown(): string {
    return this.#shown.replaceAll('\r', '');
  }

  /** Waits until something is shown, after what was waited for before. @returns the match. */
  async sees(pattern: RegExp): Promise<RegExpExecArray> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const match = pattern.exec(this.shown.slice(this.#read));
      if (match !== null) {
        this.#read += match.index + match[0].length;
        return match;
      }
      if (Date.now() > giveUpAt) throw new Error(`never shown: ${pattern}\nshown: ${this.shown}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  types(text: string): void {
    this.#program.stdin?.write(text);
  }

  /** @returns the exit code. */
  ends(): Promise<number> {
    return this.#exit;
  }
}
