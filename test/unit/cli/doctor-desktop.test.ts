import { describe, expect, it } from 'vitest';
import { checkReminders } from '../../../electron/cli/doctor-desktop.ts';

const byLauncher = ['/home/u/.local/bin/keybearer', '--home', '/home/u/vault', 'remind'];
const byNode = ['/opt/node', '--disable-warning=ExperimentalWarning', '/opt/keybearer.cjs', '--home', '/v', 'remind'];
const status = (command: string[] | null, enabled: boolean | null = true) => {
  return { installed: true, enabled, lastRun: null, nextRun: null, file: null, command };
};
const all = () => true;
const without = (gone: string) => (path: string) => path !== gone;

describe('checkReminders', () => {
  it('is content with what is there, and says for which vault', () => {
    for (const [command, vault] of [
      [byLauncher, '/home/u/vault'],
      [byNode, '/v'],
    ] as const)
      expect(checkReminders(status(command), all)).toEqual({
        what: 'reminders',
        state: 'good',
        says: `they come by themselves, for the vault in ${vault}`,
        todo: null,
      });
  });

  it.each([
    [byLauncher, '/home/u/.local/bin/keybearer'],
    [byNode, '/opt/node'],
    [byNode, '/opt/keybearer.cjs'],
  ])('finds a launcher, a Node or a program that has moved: %s without %s', (command, gone) => {
    expect(checkReminders(status(command), without(gone))).toMatchObject({
      state: 'bad',
      says: `they do not come any more: ${gone} is not there`,
      todo: 'run "keybearer remind --install" again',
    });
  });

  it('leaves the vault folder to the check of the vault', () => {
    expect(checkReminders(status(byLauncher), without('/home/u/vault')).state).toBe('good');
  });

  it('finds a timer without its service, and one that is off', () => {
    expect(checkReminders(status([]), all).state).toBe('bad');
    expect(checkReminders(status(byLauncher, false), all).says).toContain('does not run them');
  });

  it('makes nothing of what the system does not tell', () => {
    expect(checkReminders(status(null, null), all).state).toBe('good');
    expect(checkReminders({ ...status(null, false), installed: false }, all)).toMatchObject({
      state: 'good',
      todo: expect.stringContaining('keybearer remind --install'),
    });
  });
});
