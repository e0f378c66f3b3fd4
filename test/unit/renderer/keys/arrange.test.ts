import { describe, expect, it } from 'vitest';
import {
  arrange,
  byName,
  choicesOf,
  needsAttention,
  noFilters,
  searchable,
} from '../../../../renderer/keys/arrange.ts';
import { endOfDay, manyKeys, sampleKey, twelveKeys } from '../../../window/fake/sample-keys.ts';

const now = Date.now();
const all = byName(twelveKeys().map(searchable));
const usual = { query: '', filters: noFilters, sort: 'attention', now } as const;
const names = (change: Partial<Parameters<typeof arrange>[1]>) =>
  arrange(all, { ...usual, ...change }).keys.map(({ name }) => name);

describe('arrange', () => {
  it('puts what needs attention first, the most urgent before the others, and the rest by name', () => {
    expect(names({})).toEqual([
      'workload-protection',
      'deploy-certificate',
      'github-ci',
      'gitlab-deploy',
      'npm-publish',
      'anthropic-dev',
      'cloudflare-dns',
      'datadog-metrics',
      'huggingface-read',
      'openai-eval',
      'sentry-release',
      'stripe-live',
    ]);
    expect(arrange(all, usual).urgent).toBe(5);
  });

  it.each([
    ['a part of the name', 'hub-c', ['github-ci']],
    ['the issuer as people call it', 'hugging face', ['huggingface-read']],
    ['the account, whatever its case', 'ACME.DEV', ['cloudflare-dns']],
    ['an environment and a tag together', 'ci deploy', ['github-ci', 'npm-publish']],
    ['an origin', 'registry.example', ['npm-publish']],
    ['a variable', 'openai_api', ['openai-eval']],
    ['a header', 'private-token', ['gitlab-deploy']],
    ['nothing of any', 'zzz', []],
  ])('finds by %s', (_by, query, found) => {
    expect(names({ query })).toEqual(found);
  });

  it('keeps those that pass every filter, and any value of each', () => {
    const filters = { ...noFilters, environments: ['CI', 'production'], statuses: ['due', 'expired'] as const };
    expect(names({ filters })).toEqual(['workload-protection', 'deploy-certificate', 'github-ci']);
    expect(names({ filters: { ...noFilters, tags: ['money', 'deploy'] }, sort: 'name' })).toEqual([
      'github-ci',
      'npm-publish',
      'stripe-live',
    ]);
  });

  it('sorts by expiry with those that have none at the end, and by the day of adding', () => {
    expect(names({ sort: 'expiry' }).slice(0, 2)).toEqual(['workload-protection', 'deploy-certificate']);
    expect(names({ sort: 'expiry' }).at(-1)).toBe('stripe-live');
    expect(names({ sort: 'added' })[0]).toBe('workload-protection');
  });

  it('counts days by the calendar, as the badges do', () => {
    expect(needsAttention(endOfDay(30), now)).toBe(true);
    expect(needsAttention(endOfDay(31), now)).toBe(false);
    expect(needsAttention(null, now)).toBe(false);
  });

  it('takes names like those of an object for names', () => {
    const odd = byName(
      ['__proto__', 'constructor'].map((name, at) => searchable(sampleKey(at, { name, tags: [name] }))),
    );
    expect(arrange(odd, { ...usual, query: '__proto__' }).keys).toHaveLength(1);
    expect(choicesOf(odd, ({ tags }) => tags)).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
    ]);
  });

  it('leaves 10,000 keys as they are, in order', () => {
    const many = byName(manyKeys(10_000).map(searchable));
    const { keys, urgent } = arrange(many, usual);
    expect(keys).toHaveLength(10_000);
    expect(keys.slice(urgent).map(({ name }) => name)).toEqual(
      keys
        .slice(urgent)
        .map(({ name }) => name)
        .toSorted(),
    );
  });
});
