/** Starts programs for the scripts: in the checkout, with their output where ours goes. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './checkout.mjs';

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} The exit code; 128 and the signal's number where one ended it.
 */
export function run(program, args, options = {}) {
  return whenEnded(start(program, args, options));
}

/**
 * Runs a program for what it prints on stdout.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export async function capture(program, args, options = {}) {
  const child = start(program, args, { stdio: ['ignore', 'pipe', 'ignore'], ...options });
  const stdout = collect(child.stdout);
  return { code: await whenEnded(child), stdout: await stdout };
}

/**
 * Runs a program whose complaints are shown and also read.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, stderr: string }>}
 */
export async function runReadingErrors(program, args, options = {}) {
  const child = start(program, args, { stdio: ['inherit', 'inherit', 'pipe'], ...options });
  child.stderr.pipe(process.stderr, { end: false });
  const stderr = collect(child.stderr);
  return { code: await whenEnded(child), stderr: await stderr };
}

function start(program, args, options) {
  return spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
}

async function whenEnded(child) {
  // Ctrl-C reaches the child too, as it does in a terminal; we wait until it has put that terminal in order.
  const waiting = () => {};
  process.on('SIGINT', waiting);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  } finally {
    process.off('SIGINT', waiting);
  }
}

async function collect(stream) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
