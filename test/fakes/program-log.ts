/** Programs of the system that do nothing but answer, and what they were asked. */
import type { ProgramEnd, RunProgram } from '../../electron/reminders/ports.ts';

export class ProgramLog {
  /** The program and its arguments, with spaces between. */
  readonly lines: string[] = [];
  readonly stdins: (string | undefined)[] = [];
  readonly envs: (NodeJS.ProcessEnv | undefined)[] = [];
  answer: (line: string) => ProgramEnd = () => ({ code: 0, stdout: '' });

  readonly run: RunProgram = async (program, args, options) => {
    const line = [program, ...args].join(' ');
    this.lines.push(line);
    this.stdins.push(options?.stdin);
    this.envs.push(options?.env);
    return this.answer(line);
  };
}
