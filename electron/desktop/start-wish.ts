/** What one who starts the application wants to see of it. Asked of the first start, and of each one that finds it running. */
import { parseArgs } from 'node:util';

export type StartWish = 'window' | 'quick' | 'nothing';

const options = { hidden: { type: 'boolean' }, quick: { type: 'boolean' } } as const;

/** @param argv Of the process that was started; the shell's own switches are among them, in any order. */
export function startWish(argv: readonly string[]): StartWish {
  const { values } = parseArgs({ args: argv.slice(1), options, strict: false, allowPositionals: true });
  if (values.quick === true) return 'quick';
  return values.hidden === true ? 'nothing' : 'window';
}
