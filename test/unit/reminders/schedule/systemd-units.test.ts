import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  serviceUnit,
  timerUnit,
  unitCommand,
  unitWord,
} from '../../../../electron/reminders/schedule/systemd-units.ts';
import { hostileWord, usualCommand } from '../../../support/schedule-cases.ts';

const golden = (name: string) => readFileSync(join(import.meta.dirname, '../../../fixtures/reminders', name), 'utf8');

/** @returns what systemd says of units: its exit code tells little, a bad OnCalendar for one leaves it at 0. */
function verify(service: string, timer: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = ['keybearer-remind.service', 'keybearer-remind.timer'].map((name) => join(folder, name));
  writeFileSync(paths[0]!, service);
  writeFileSync(paths[1]!, timer);
  const args = ['--user', '--man=no', '--recursive-errors=no', 'verify', ...paths];
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder };
  const { error, stdout, stderr } = spawnSync('systemd-analyze', args, { env, encoding: 'utf8' });
  if (error) throw new Error('systemd-analyze cannot be started: apt-get install systemd', { cause: error });
  return stdout + stderr;
}

describe('serviceUnit and timerUnit', () => {
  it('are what they were', () => {
    expect(serviceUnit(usualCommand)).toBe(golden('keybearer-remind.service'));
    expect(timerUnit()).toBe(golden('keybearer-remind.timer'));
  });
});

describe.skipIf(process.platform !== 'linux')('systemd-analyze', () => {
  it('finds nothing wrong with them, whatever the paths hold', () => {
    expect(verify(serviceUnit(usualCommand), timerUnit())).toBe('');
    expect(verify(serviceUnit([`/opt/${hostileWord}/keybearer`, '--home', hostileWord]), timerUnit())).toBe('');
    expect(verify(serviceUnit(['/opt/a\nExecStart=/bin/false\rb\tc/keybearer']), timerUnit())).toBe('');
  });

  it('would find it', () => {
    expect(verify(serviceUnit(usualCommand), timerUnit().replace('08..20', '08..99'))).toMatch(/OnCalendar|calendar/);
    expect(verify(serviceUnit(usualCommand).replace('"$@\\""', '"$@'), timerUnit())).not.toBe('');
  });
});

/** Reads a quoted word as systemd.syntax(7) and systemd.unit(5) say: C escapes, then specifiers, of which "%%" alone is ours. */
function asSystemdReads(word: string): string {
  const unescaped = word
    .slice(1, -1)
    .replace(/\\(x[0-9a-f]{2}|.)/gs, (_, code: string) =>
      code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code,
    );
  expect(unescaped.replaceAll('%%', '')).not.toContain('%');
  return unescaped.replaceAll('%%', '%');
}

describe('unitCommand', () => {
  it('reads what the unit was given', () => {
    const word = fc.string({ unit: fc.constantFrom(...hostileWord, '\n', '\u0001', '\\x41', '\u2028') });
    fc.assert(
      fc.property(fc.array(word), (command) => {
        expect(unitCommand(serviceUnit(command))).toEqual(command);
      }),
      { numRuns: 300 },
    );
  });

  it('finds none in the unit of somebody else', () => {
    expect(unitCommand('[Service]\nExecStart=/bin/true\n')).toEqual([]);
  });
});

describe('unitWord', () => {
  it('is read back as it was, and stays on its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...hostileWord, '\n', '\t', '\u0001', '\\x41') }), (word) => {
        const written = unitWord(word);
        expect(written).toMatch(/^"([^"\\\n]|\\.)*"$/);
        expect(asSystemdReads(written)).toBe(word);
      }),
    );
  });
});

describe.skipIf(process.platform === 'win32')('ExecStart', () => {
  it('starts the command with its words as they are, whatever they hold', () => {
    const command = [process.execPath, '-p', 'JSON.stringify(process.argv.slice(1))', hostileWord, 'a\nb\t', ''];
    const [, line = ''] = /^ExecStart=:(.*)$/m.exec(serviceUnit(command)) ?? [];
    const [shell = '', ...words] = Array.from(line.matchAll(/"(?:[^"\\]|\\.)*"/g), ([word]) => asSystemdReads(word));
    expect(JSON.parse(spawnSync(shell, words, { encoding: 'utf8' }).stdout)).toEqual([hostileWord, 'a\nb\t', '']);
  });
});
