import { describe, expect, it } from 'vitest';
import { startWish } from '../../../electron/desktop/start-wish.ts';

describe('startWish', () => {
  it.each([
    [[], 'window'],
    [['--hidden'], 'nothing'],
    [['--quick'], 'quick'],
    [['--hidden', '--quick'], 'quick'],
    [['/the application', '--home', '/x', '--allow-file-access-from-files', '--hidden'], 'nothing'],
    [['--hidden=', '--ozone-platform=x11'], 'window'],
  ] as const)('of %j is %s', (args, wish) => {
    expect(startWish(['/usr/bin/electron', ...args])).toBe(wish);
  });
});
