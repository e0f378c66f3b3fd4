import { describe, expect, it } from 'vitest';
import {
  firstChoice,
  type Holder,
  holderError,
  holderInput,
  isAvailable,
  offeredHolders,
  type Protectors,
} from '../../../../renderer/first-run/holder-choice.ts';

const there = (kind: Protectors[number]['kind']): Protectors[number] => ({ kind, available: true, problem: null });
const not = (
  kind: Protectors[number]['kind'],
  code: NonNullable<Protectors[number]['problem']>['code'],
): Protectors[number] => ({
  kind,
  available: false,
  problem: { code, details: {} },
});
const choice = (holder: Holder, typed = '', repeated = typed) => ({ holder, typed, repeated });

describe('holderError', () => {
  it.each([
    [choice('keychain'), undefined],
    [choice('tpm'), undefined],
    [choice('keychain-pin', '1234567'), 'At least 8 characters: nothing limits guesses.'],
    [choice('tpm-pin', '12345'), 'At least 6 characters: the TPM limits guesses.'],
    [choice('tpm-pin', '123456'), undefined],
    [choice('passphrase', 'short'), 'At least 12 characters.'],
    [choice('passphrase', '🔑'.repeat(11)), 'At least 12 characters.'],
    [choice('keychain-pin', '12345678', '12345679'), 'Both must be the same.'],
  ])('of %o is %s', (given, error) => {
    expect(holderError(given)).toBe(error);
  });
});

describe('holderInput', () => {
  it('gives each protector what it takes, and nothing else', () => {
    expect(holderInput(choice('keychain', 'left over'))).toEqual({ protector: 'keychain' });
    expect(holderInput(choice('tpm-pin', '123456'))).toEqual({ protector: 'tpm', pin: '123456' });
    expect(holderInput(choice('passphrase', 'correct horse'))).toEqual({
      protector: 'passphrase',
      passphrase: 'correct horse',
    });
  });
});

describe('what is offered', () => {
  it('has no TPM where there is none, and one that may not be used where there is', () => {
    const others = [there('keychain'), there('passphrase')];
    expect(offeredHolders([...others, not('tpm', 'tpm-not-found')])).toEqual([
      'keychain',
      'keychain-pin',
      'passphrase',
    ]);
    expect(offeredHolders([...others, not('tpm', 'tpm-permission')])).toEqual([
      'keychain',
      'keychain-pin',
      'tpm',
      'passphrase',
    ]);
    expect(offeredHolders([...others, there('tpm')])).toContain('tpm-pin');
    expect(isAvailable([not('tpm', 'tpm-permission')], 'tpm')).toBe(false);
  });

  it('begins with the keychain, also one that is locked, else with a passphrase', () => {
    expect(firstChoice([not('keychain', 'keychain-locked'), there('passphrase')])).toBe('keychain');
    expect(firstChoice([not('keychain', 'keychain-unavailable'), there('passphrase')])).toBe('passphrase');
  });
});
