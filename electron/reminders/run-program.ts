/** Runs a program of the system, without a shell. */
import type { RunProgram } from './ports.ts';

/** The longest answer that is read is a page of `systemctl show`. */
const stdoutMaxBytes = 64 * 1024;

/** A bus that takes calls and never answers would keep `systemctl` for ever. A cold PowerShell takes ten seconds. */
const programLimitMs = 30_000;

export const runProgram: RunProgram = async (program, args, options = {}) => {
  const { stdin = '', env = process.env, outlivesMs, limitMs = programLimitMs } = options;
  // Loaded here: no other command should pay for it.
  const { spawn } = await import('node:child_process');
  const outlives = outlivesMs !== undefined;
  const child = spawn(program, args, {
    env,
    detached: outlives,
    stdio: ['pipe', outlives ? 'ignore' : 'pipe', 'ignore'],
    windowsHide: true,
    ...(outlives ? {} : { timeout: limitMs, killSignal: 'SIGKILL' }),
  });
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; stdout: string }>();
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (stdout.length < stdoutMaxBytes) stdout += text;
  });
  child.on('error', () => resolve({ code: null, stdout }));
  child.on('close', (code) => resolve({ code: code ?? 1, stdout }));
  child.stdin?.on('error', () => undefined); // it may end without reading
  child.stdin?.end(stdin);
  if (!outlives) return promise;
  const timer = setTimeout(() => resolve({ code: 0, stdout }), outlivesMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.unref();
  }
};
