import { describe, expect, it } from 'vitest';
import { clearAfterInWords, parseClearAfter } from '../../../shared/clear-after.ts';
import { failure } from '../../support/failure.ts';

describe('parseClearAfter', () => {
  it.each([
    ['1s', 1000],
    ['30', 30_000],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['3600', 3_600_000],
    ['never', null],
    ['0', null],
    ['0s', null],
  ])('reads %s', (text, ms) => {
    expect(parseClearAfter(text)).toBe(ms);
  });

  it.each(['', '-1', '1.5s', '2h', '61m', '3601', '99999h', '30 s', '1d', 'NaN', 'Never', ' 5', '5s\n', '1e3', '٣'])(
    'refuses %j',
    (text) => {
      expect(() => parseClearAfter(text)).toThrow(failure('invalid-input', { reason: 'duration' }));
    },
  );
});

describe('clearAfterInWords', () => {
  it.each([
    [1000, '1 second'],
    [30_000, '30 seconds'],
    [60_000, '1 minute'],
    [90_000, '90 seconds'],
    [3_600_000, '60 minutes'],
  ])('says %i ms', (ms, words) => {
    expect(clearAfterInWords(ms)).toBe(words);
  });
});
