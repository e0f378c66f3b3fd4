import { describe, expect, it } from 'vitest';
import { auditActions } from '../../../../electron/vault/audit-event.ts';
import { actionWords, destinationWords } from '../../../../renderer/activity/event-words.ts';
import { verificationWords } from '../../../../renderer/activity/verification-words.ts';

const whole = { whole: true, events: 40, brokenAt: null, lastSeq: 40, prunedSeq: 0, confirmedSeq: 40 };

describe('verificationWords', () => {
  it.each([
    ['good', whole, 'nothing was removed'],
    ['plain', { ...whole, confirmedSeq: null }, 'Unlock to have them confirmed'],
    ['expired', { ...whole, confirmedSeq: 0 }, 'does not confirm'],
    ['expired', { ...whole, brokenAt: 7, whole: false }, 'from event 7 on'],
    ['good', { ...whole, prunedSeq: 12, events: 28 }, 'up to number 12 were removed on purpose'],
    ['good', { ...whole, confirmedSeq: 38 }, 'after number 38'],
  ] as const)('is %s about %o', (tone, found, words) => {
    expect(verificationWords(found)).toMatchObject({ tone, words: expect.stringContaining(words) });
  });
});

describe('actionWords', () => {
  it('has words of its own for every action of the log', () => {
    for (const action of auditActions) expect(actionWords(action)).toMatch(/^[A-Z][A-Za-z ]+$/);
  });

  it('shows the word of a later version as it is', () => {
    expect(actionWords('key-shared')).toBe('Key shared');
  });
});

describe('destinationWords', () => {
  it('says in words what is known, and anything else as it stands', () => {
    const inWindow = (destination: string | null) => destinationWords({ destination, surface: 'window' });
    expect(inWindow('clipboard, curl')).toBe('as a curl command');
    expect(inWindow('keychain, recovery')).toBe('keychain, recovery code');
    expect(inWindow('wrong-pin')).toBe('wrong PIN');
    expect(inWindow('https://api.github.com')).toBe('https://api.github.com');
    expect(inWindow('window')).toBeNull();
    expect(inWindow(null)).toBeNull();
  });
});
