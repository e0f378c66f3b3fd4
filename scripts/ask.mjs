/** Questions on the terminal. What is typed here is shown, so nothing secret is asked for. */
import { createInterface } from 'node:readline/promises';

export const canAsk = process.stdin.isTTY === true && process.stdout.isTTY === true;

/** @returns {Promise<string>} Without blanks around it; empty at the end of input. Ctrl-C ends the script. */
export async function ask(question) {
  // One for each question: the programs that we start in between read the terminal themselves.
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.once('SIGINT', () => process.exit(130));
  try {
    const ended = new Promise((resolve) => terminal.once('close', () => resolve('')));
    return (await Promise.race([terminal.question(question), ended])).trim();
  } finally {
    terminal.close();
  }
}

/** @returns {Promise<boolean>} true for y or yes, in any case. */
export async function confirm(question) {
  return /^y(es)?$/i.test(await ask(`${question} [y/N] `));
}
