import { describe, expect, it } from 'vitest';
import { waitingTime } from '../../../electron/cli/waiting-time.ts';

describe('waitingTime', () => {
  it.each([
    [0, '1 second'],
    [1, '1 second'],
    [59.2, '60 seconds'],
    [60, '1 minute'],
    [1000, '17 minutes'],
    [3599, '60 minutes'],
    [3600, '1 hour'],
    [7201, '3 hours'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(waitingTime(seconds)).toBe(words);
  });
});
