import { describe, expect, it } from 'vitest';
import { guessesLeft } from '../../../electron/protectors/tpm-lockout.ts';

const state = {
  locked: false,
  failures: 0,
  maxFailures: 32,
  intervalSeconds: 600,
  recoverySeconds: 86_400,
  hasPassword: true,
};

describe('guessesLeft', () => {
  it.each([
    ['none yet', {}, { triesLeft: 31, waitSeconds: 0 }],
    ['all but two', { failures: 30 }, { triesLeft: 1, waitSeconds: 0 }],
    ['one short of lockout', { failures: 31 }, { triesLeft: 0, waitSeconds: 600 }],
    ['locked by others', { failures: 32, locked: true }, { triesLeft: 0, waitSeconds: 1200 }],
    ['locked without a count', { failures: 0, locked: true }, { triesLeft: 0, waitSeconds: 600 }],
    ['a TPM that locks at the first', { maxFailures: 1 }, { triesLeft: 1, waitSeconds: 0 }],
    ['the same, after it', { maxFailures: 1, failures: 1, locked: true }, { triesLeft: 0, waitSeconds: 600 }],
    ['one that locks at the second', { maxFailures: 2, failures: 1 }, { triesLeft: 0, waitSeconds: 600 }],
    ['one that is set to lock always', { maxFailures: 0, locked: true }, { triesLeft: 0, waitSeconds: 600 }],
  ])('with %s (T4)', (_what, differs, expected) => {
    expect(guessesLeft({ ...state, ...differs })).toEqual(expected);
  });
});
