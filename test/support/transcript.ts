/**
 * Runs a transcript: a plain-text session of the command line, with what it must answer.
 *
 *   # a comment
 *   $ a command for sh; several lines where one ends in "\"
 *   a line on stdout
 *   ! a line on stderr
 *   ? 3                       the exit code, where it is not 0
 *
 * "<...>" in an expected line stands for any text without line breaks, a line "..." for any lines.
 */
import { spawnSync } from 'node:child_process';

export interface Step {
  readonly line: number;
  readonly command: string;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly exitCode: number;
}

export function parseTranscript(text: string): Step[] {
  const steps: { line: number; command: string; stdout: string[]; stderr: string[]; exitCode: number }[] = [];
  let continued = false;
  for (const [at, line] of text.split('\n').entries()) {
    const step = steps.at(-1);
    if (continued && step) step.command += `\n${line}`;
    else if (line.startsWith('$ '))
      steps.push({ line: at + 1, command: line.slice(2), stdout: [], stderr: [], exitCode: 0 });
    else if (line.startsWith('! ')) step?.stderr.push(line.slice(2));
    else if (/^\? -?\d+$/.test(line)) Object.assign(step ?? {}, { exitCode: Number(line.slice(2)) });
    else if (line !== '' && !line.startsWith('#')) step?.stdout.push(line);
    continued = (continued || line.startsWith('$ ')) && line.endsWith('\\');
  }
  return steps;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a command line in a shell without a controlling terminal, as a script or a service would. */
export function runShell(command: string, cwd: string, env: NodeJS.ProcessEnv): Outcome {
  const run = spawnSync('setsid', ['--wait', 'sh', '-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    input: '',
    timeout: 60_000,
  });
  return { stdout: run.stdout, stderr: run.stderr, exitCode: run.status ?? -1 };
}

/** A pattern for expected lines: "<...>" stands for anything. */
export function linesPattern(lines: readonly string[]): RegExp {
  const escaped = lines.map((line) => {
    if (line === '...') return '(?:.*\\n)*';
    const pattern = line
      .split(/<[a-z ]+>/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+');
    return `${pattern.trimEnd()}\\n`;
  });
  return new RegExp(`^${escaped.join('')}$`);
}
