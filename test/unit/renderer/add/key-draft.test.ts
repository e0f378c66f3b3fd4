import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftErrors,
  draftOf,
  emptyDraft,
  expiresText,
  readDraft,
} from '../../../../renderer/add/key-draft.ts';
import { endOfDay, twelveKeys } from '../../../window/fake/sample-keys.ts';

const now = Date.now();
const github = twelveKeys()[1]!;
const draft = draftOf(github);

describe('draftOf and readDraft', () => {
  it('give a key back as it was', () => {
    const { name, issuer, account, environment, tags, origins, headers, envName, expiresAt, leadDays } = github;
    expect(readDraft(draft, now)).toMatchObject({
      name,
      issuer,
      account,
      environment,
      tags,
      origins,
      headers,
      envName,
      expiresAt,
      leadDays,
    });
  });

  it('lose nothing of an expiry that is not the end of a day', () => {
    const instant = Date.UTC(2027, 4, 5, 6, 7, 8, 9);
    expect(readDraft({ ...draft, expires: expiresText(instant) }, now).expiresAt).toBe(instant);
    expect(expiresText(endOfDay(3))).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('tell the default lead times from none at all', () => {
    expect(readDraft({ ...draft, leadDays: '' }, now).leadDays).toBeNull();
    expect(readDraft({ ...draft, leadDays: 'never' }, now).leadDays).toEqual([]);
    expect(draftOf({ ...github, leadDays: [] }).leadDays).toBe('never');
  });
});

describe('draftErrors', () => {
  it('finds nothing wrong with what was stored', () => {
    for (const key of twelveKeys()) expect(draftErrors(draftOf(key), now)).toEqual({});
  });

  it.each([
    ['name', { name: ' ' }, 'Give it a name'],
    ['name', { name: 'a\u202eb' }, 'changes how text is read'],
    ['origins', { origins: 'https://*.example.com' }, 'https://api.example.com'],
    ['origins', { origins: 'https://api.example.com\nhttp://example.com' }, 'only https'],
    ['headers', { headers: 'Authorization Bearer {secret}' }, 'colon'],
    ['expires', { expires: '2027-02-30' }, 'No date'],
    ['leadDays', { leadDays: '7, soon' }, 'separated by commas'],
    ['leadDays', { leadDays: '-1' }, 'separated by commas'],
    ['page', { page: 'http://example.com' }, 'https://'],
  ] as const)('says what is wrong with %s: %o', (field, change, words) => {
    const errors = draftErrors({ ...draft, ...change }, now);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(words);
  });

  it('asks for a name alone of an empty form', () => {
    expect(Object.keys(draftErrors(emptyDraft, now))).toEqual(['name']);
  });
});

describe('changesOf', () => {
  it('names what was changed and nothing else', () => {
    expect(changesOf(draft, draft, now)).toEqual({});
    expect(changesOf(draft, { ...draft, account: '', expires: 'none', page: 'https://example.com/keys' }, now)).toEqual(
      {
        account: null,
        expiresAt: null,
        managementUrl: 'https://example.com/keys',
      },
    );
  });
});
