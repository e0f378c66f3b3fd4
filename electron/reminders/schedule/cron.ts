/** A line for crontab, where nothing better runs. */
import { KeybearerError } from '../../../shared/errors.ts';
import { firstHour, lastHour, minute } from './schedule.ts';

/**
 * @param runtimeFolder Where the session bus is: cron knows of no session.
 * @throws KeybearerError 'invalid-input': cron cannot say a path with a line break.
 */
export function cronLine(command: readonly string[], runtimeFolder: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (command.some((word) => /[\x00-\x1f\x7f]/.test(word)))
    throw new KeybearerError('invalid-input', { field: 'path', reason: 'line-breaks' });
  const words = [`XDG_RUNTIME_DIR=${shellWord(runtimeFolder)}`, ...command.map(shellWord)];
  // "%" is a line break to cron, within quotes too.
  return `${minute} ${firstHour}-${lastHour} * * * ${words.join(' ').replaceAll('%', '\\%')}`;
}

function shellWord(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
