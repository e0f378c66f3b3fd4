/** Runs the npm that started this script, or the one on the PATH. */
import { isAbsolute, relative } from 'node:path';
import { root } from './checkout.mjs';
import { run, runReadingErrors } from './run.mjs';

/** `npm ci` takes node_modules away: npm must then not run on a Node that lies there. */
export function liesInCheckout(program) {
  const way = relative(root, program);
  return !way.startsWith('..') && !isAbsolute(way);
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code.
 */
export function npm(args) {
  const [program, first, options] = npmCommand();
  return run(program, [...first, ...args], options);
}

/** As `npm`, and answers what it complained about. */
export function npmReadingErrors(args) {
  const [program, first, options] = npmCommand();
  return runReadingErrors(program, [...first, ...args], options);
}

function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  if (cli?.endsWith('.js') && !liesInCheckout(node)) return [node, [cli], {}];
  // Windows' npm is a batch file, which only a shell starts. Our arguments to it are constant words.
  return ['npm', [], { shell: process.platform === 'win32' }];
}
