import { describe, expect, it } from 'vitest';
import { errorText, failureText, problemText } from '../../../renderer/error-text.ts';
import { errorCodes } from '../../../shared/errors.ts';

const particulars = {
  name: 'stripe',
  field: 'issuer',
  reason: 'form',
  max: 3,
  min: 8,
  text: '30 Feb',
  kind: 'passphrase',
};

describe('errorText', () => {
  it.each(errorCodes)('%s: says in sentences what happened, then one step', (code) => {
    const { what, step } = errorText({ code, details: particulars });
    expect(what).toMatch(/^["A-Z].{14,}\.$/);
    expect(step).toMatch(/^[A-Z].{6,}\.$/);
    expect(`${what} ${step}`).not.toMatch(/undefined|null|NaN|\[object|!|Oops|Error|keybearer:/);
  });

  it.each(errorCodes)('%s: needs no particulars to make sense', (code) => {
    expect(failureText({ code, details: {} })).not.toMatch(/undefined|null|NaN/);
  });

  it('isolates names, so that they cannot reorder the sentence', () => {
    const text = failureText({ code: 'name-taken', details: { name: '\u202egnp.exe' } });
    expect(text).toContain('\u2068\u202egnp.exe\u2069');
  });

  it('tells of a secret no more than why it does not fit', () => {
    const text = failureText({ code: 'secret-unfit', details: { reason: 'line-break', part: 'secret' } });
    expect(text).toContain('line breaks, which no header can carry');
  });
});

describe('problemText', () => {
  it('says why, where nothing was tried yet', () => {
    const text = problemText({ code: 'keychain-locked', details: {} });
    expect(text).toBe('The keychain is locked. Unlock it and try again.');
  });

  it.each(errorCodes)('%s: begins with a capital letter', (code) => {
    expect(problemText({ code, details: particulars })).toMatch(/^["“A-Z]/);
  });
});
