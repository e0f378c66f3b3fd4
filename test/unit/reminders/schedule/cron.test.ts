import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cronLine } from '../../../../electron/reminders/schedule/cron.ts';
import { failure } from '../../../support/failure.ts';
import { hostileWord, usualCommand } from '../../../support/schedule-cases.ts';

/** What cron hands to the shell: up to the first "%" that has no backslash; "\%" is a "%". @see crontab(5) */
function asCronReads(line: string): string {
  const command = line.split(' ').slice(5).join(' ');
  const [first = ''] = command.split(/(?<!\\)%/);
  return first.replaceAll('\\%', '%');
}

describe('cronLine', () => {
  it('names the session that cron does not know', () => {
    expect(cronLine(usualCommand, '/run/user/1000')).toBe(
      '5 8-20 * * * XDG_RUNTIME_DIR=/run/user/1000 /home/user/.local/bin/keybearer --home /home/user/.local/share/keybearer remind',
    );
  });

  it.skipIf(process.platform === 'win32')('gives the shell the words as they are, whatever they hold', () => {
    const echo = [
      process.execPath,
      '-p',
      'JSON.stringify([process.env.XDG_RUNTIME_DIR, process.argv.slice(1)])',
      hostileWord,
    ];
    const command = asCronReads(cronLine(echo, hostileWord));
    expect(JSON.parse(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }))).toEqual([
      hostileWord,
      [hostileWord],
    ]);
  });

  it.each(['\n', '\r', '\0'])('refuses %j, which a line of cron cannot hold', (control) => {
    expect(() => cronLine([`/a${control}b`], '/run')).toThrow(failure('invalid-input', { reason: 'line-breaks' }));
  });
});
