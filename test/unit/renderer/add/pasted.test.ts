import { describe, expect, it } from 'vitest';
import { filledBy, freeName, isTooLong, isWhole, prefixesOf, secretOf } from '../../../../renderer/add/pasted.ts';
import { newSecretOf } from '../../../../renderer/keys/new-secret.ts';
import type { MatchView } from '../../../../shared/contract/keys.ts';
import { limits } from '../../../../shared/limits.ts';

const text = 'Authorization: Bearer made_up_secret';
const match: MatchView = {
  issuerId: 'github',
  issuerName: 'GitHub',
  confidence: 'certain',
  reason: '',
  form: 'header-line',
  parts: [{ name: 'secret', start: 22, length: 14, prefix: 'made_' }],
  missingParts: [],
  envName: 'GITHUB_TOKEN',
  expiresAt: null,
  headers: ['Authorization: Bearer {secret}'],
  origins: ['https://api.github.com'],
  originAsked: null,
  page: null,
};

describe('secretOf', () => {
  it('takes what was recognised out of what surrounds it', () => {
    expect(secretOf(text, match, {})).toEqual([{ name: 'secret', text: 'made_up_secret' }]);
  });

  it('takes the whole text where nothing was', () => {
    expect(secretOf('  made_up \n', undefined, {})).toEqual([{ name: 'secret', text: 'made_up' }]);
  });

  it('waits for the parts that the text does not hold', () => {
    const half = { ...match, missingParts: ['application_key'] };
    expect(isWhole(secretOf(text, half, {}))).toBe(false);
    expect(secretOf(text, half, { application_key: 'made_up_too' })[1]).toEqual({
      name: 'application_key',
      text: 'made_up_too',
    });
  });
});

describe('filledBy', () => {
  it('fills the form, and leaves what was typed', () => {
    const draft = filledBy(match, text, { environment: 'CI' }, new Set(['github']));
    expect(draft).toMatchObject({
      name: 'github-2',
      issuer: 'github',
      origins: 'https://api.github.com',
      environment: 'CI',
    });
  });

  it('asks for no header where the text is a file of several lines', () => {
    expect(filledBy(undefined, '-----BEGIN\nMADE UP', {}, new Set()).headers).toBe('');
    expect(filledBy(undefined, 'made_up\n', {}, new Set()).headers).toContain('{secret}');
  });
});

describe('what a preview may show', () => {
  it('is the public beginning and no more', () => {
    expect(prefixesOf(match)).toEqual({ secret: 'made_' });
    expect(prefixesOf(undefined)).toEqual({});
  });
});

describe('freeName', () => {
  it('counts on from names that are taken', () => {
    expect(freeName('npm', new Set(['npm', 'npm-2']))).toBe('npm-3');
  });
});

describe('isTooLong', () => {
  it('is what the contract would refuse', () => {
    expect([limits.pastedMaxChars, limits.pastedMaxChars + 1].map((length) => isTooLong('x'.repeat(length)))).toEqual([
      false,
      true,
    ]);
  });
});

describe('newSecretOf', () => {
  it('takes the secret out of a pasted header of the same issuer, and the whole of anything else', () => {
    const key = { parts: ['secret'], issuer: 'github' };
    expect(newSecretOf(key, { secret: text }, [match])).toEqual([{ name: 'secret', text: 'made_up_secret' }]);
    expect(newSecretOf({ ...key, issuer: 'gitlab' }, { secret: ` ${text}` }, [match])).toEqual([
      { name: 'secret', text },
    ]);
  });

  it('asks for each part of a secret of several', () => {
    const parts = newSecretOf({ parts: ['id', 'key'], issuer: 'aws' }, { id: 'a' }, []);
    expect(parts).toEqual([
      { name: 'id', text: 'a' },
      { name: 'key', text: '' },
    ]);
  });
});
