import { describe, expect, it } from 'vitest';
import type { Candidate, SkipReason } from '../../../electron/import/candidate.ts';
import type { Item } from '../../../electron/import/item.ts';
import { judge } from '../../../electron/import/judge.ts';
import { limits } from '../../../shared/limits.ts';
import { madeUpToken } from '../../support/made-up-token.ts';

const random = 'kT9xWq2LmZ7pVb4NcR8sYd1F';

function judged(items: Item[], { all = false, path = '/code/shop/.env' } = {}) {
  return judge({ path, kind: 'env', items, leftOut: [] }, all);
}

const variable = (title: string, value: string, over: object = {}): Item => ({
  nature: 'variable',
  title,
  value,
  line: 7,
  ...over,
});
const entry = (over: object): Item => ({ nature: 'entry', title: 'T', line: null, tags: [], fields: [], ...over });
const password = (value: string, label = '') => ({ label, value });

const only = ({ candidates }: { candidates: readonly Candidate[] }): Candidate => {
  expect(candidates.length).toBe(1);
  return candidates[0]!;
};
const textOf = ({ secret }: Candidate) => secret.map(({ name, bytes }) => [name, bytes.toString()]);

describe('judge, of a variable', () => {
  it.each<[string, string]>([
    ['UNKNOWN', madeUpToken('github')],
    ['GITHUB_TOKEN', 'not-the-usual-form-1'],
    ['SESSION_SECRET', 'short'],
    ['DB_PASSWORD', '123456'],
    ['DATABASE_URL', 'postgres://u:hunter2@db/x'],
    ['KEY_MATERIAL', '-----BEGIN PRIVATE KEY-----\nx'],
    ['X', random],
    ['TOKEN_OF', random],
    ['NEXT_PUBLIC_GITHUB', madeUpToken('github')],
  ])('takes %s=%s', (name, value) => {
    expect(textOf(only(judged([variable(name, value)])))).toEqual([['secret', value]]);
  });

  it.each<[string, string, SkipReason]>([
    ['TOKEN', '', 'empty'],
    ['TOKEN', `\${OTHER}`, 'reference'],
    ['TOKEN', 'changeme', 'placeholder'],
    ['PORT', '3000', 'number'],
    ['TOKEN_TTL', '3600', 'number'],
    ['DEBUG', 'true', 'boolean'],
    ['API_KEY_URL', 'https://a.example/key', 'url'],
    ['TLS_KEY', '/etc/ssl/key.pem', 'path'],
    ['AUTH_EMAIL', 'me@a.example.org', 'email'],
    ['SINCE', '2027-01-01', 'date'],
    ['STRIPE_PUBLISHABLE_KEY', 'abcdefgh', 'public'],
    ['GIT_SHA', random, 'identifier'],
    ['TENANT', '0f8fad5b-d9cb-469f-a165-70867728950e', 'identifier'],
    ['AUTH_MODE', 'oauth', 'word'],
    ['NODE_ENV', 'production', 'word'],
    ['GREETING', 'hello there', 'text'],
  ])('leaves %s=%s out: %s', (name, value, reason) => {
    const { candidates, skipped } = judged([variable(name, value)]);
    expect(candidates).toEqual([]);
    expect(skipped).toEqual([{ place: { path: '/code/shop/.env', line: 7 }, title: name, reason }]);
  });

  it('takes everything that holds something, where that is wanted', () => {
    const items = [
      variable('PORT', '3000'),
      variable('ENV', 'production'),
      variable('EMPTY', ''),
      variable('X', 'changeme'),
    ];
    const { candidates, skipped } = judged(items, { all: true });
    expect(candidates.map(({ title }) => title)).toEqual(['PORT', 'ENV', 'X']);
    expect(skipped.map(({ title }) => title)).toEqual(['EMPTY']);
  });

  it('takes what the source marks as secret', () => {
    expect(judged([variable('apiHost', 'internal', { marked: true })]).candidates.length).toBe(1);
  });

  it('fills in what the issuer takes', () => {
    const { fields, confidence, names } = only(
      judged([variable('CI_TOKEN', madeUpToken('github'))], { path: '/w/shop/.env.staging' }),
    );
    expect(fields).toMatchObject({
      issuer: 'github',
      envName: 'CI_TOKEN',
      environment: 'staging',
      tags: ['shop'],
      policy: { headers: ['Authorization: Bearer {secret}'], origins: ['https://api.github.com'] },
      managementUrl: 'https://github.com/settings/tokens',
    });
    expect(confidence).toBe('certain');
    expect(names).toEqual(['ci-token', 'ci-token-staging', 'ci-token-shop', 'ci-token-shop-staging']);
  });

  it('gives a self-hosted issuer the base URL beside it, and none that a secret may not go to', () => {
    const token = variable('DATABRICKS_TOKEN', madeUpToken('databricks'));
    const beside = (url: string) =>
      judged([token, variable('DATABRICKS_HOST', url)]).candidates[0]?.fields.policy?.origins;
    expect(beside('https://x.cloud.databricks.com/path')).toEqual(['https://x.cloud.databricks.com']);
    expect(beside('http://x.cloud.databricks.com')).toEqual([]);
    expect(beside('not a URL')).toEqual([]);
  });

  it("joins them by any of the issuer's names", () => {
    for (const prefix of ['DD', 'DATADOG']) {
      const items = [variable(`${prefix}_API_KEY`, random.slice(1)), variable(`${prefix}_APP_KEY`, random)];
      expect(judged(items).candidates.map(({ fields }) => fields.issuer)).toEqual(['datadog']);
    }
  });

  it('joins the parts of one key, each set by itself', () => {
    const id = madeUpToken('aws');
    const items = [
      variable('AWS_ACCESS_KEY_ID', id),
      variable('AWS_SECRET_ACCESS_KEY', 'secret-1'),
      variable('STAGING_AWS_SECRET_ACCESS_KEY', 'secret-2'),
      variable('STAGING_AWS_ACCESS_KEY_ID', `${id.slice(0, -1)}Z`),
    ];
    const { candidates } = judged(items);
    expect(candidates.map((one) => [one.names[0], textOf(one), one.fields.issuer])).toEqual([
      [
        'aws',
        [
          ['access_key_id', id],
          ['secret_access_key', 'secret-1'],
        ],
        'aws',
      ],
      [
        'staging-aws',
        [
          ['access_key_id', `${id.slice(0, -1)}Z`],
          ['secret_access_key', 'secret-2'],
        ],
        'aws',
      ],
    ]);
  });

  it('leaves a part alone whose other part is missing or empty', () => {
    const { candidates } = judged([variable('AWS_SECRET_ACCESS_KEY', random), variable('AWS_ACCESS_KEY_ID', '')]);
    expect(candidates.map(({ names }) => names[0])).toEqual(['aws-secret-access-key']);
  });

  it('gives a token the usual header; a password, a URL and a file none', () => {
    const { candidates } = judged([
      variable('ACME_TOKEN', 'word-1'),
      variable('DB_PASSWORD', 'hunter2'),
      variable('URL', 'redis://:pw@c:1'),
      variable('PEM', '-----BEGIN PRIVATE KEY-----\nx\n-----END'),
    ]);
    expect(candidates.map(({ fields }) => fields.policy?.headers)).toEqual([
      ['Authorization: Bearer {secret}'],
      [],
      [],
      [],
    ]);
  });

  it('says so where a secret cannot be stored', () => {
    const { skipped } = judged([variable('BIG_SECRET', `${random} `.repeat(limits.secretMaxBytes / 20))]);
    expect(skipped).toMatchObject([{ title: 'BIG_SECRET', reason: 'unfit' }]);
    expect(judged([variable('A_TOKEN', 'half-\ud83d-a-character')]).skipped).toMatchObject([{ reason: 'unfit' }]);
  });
});

describe('judge, of an entry of a password manager', () => {
  const site = { account: 'me', url: 'https://shop.example' };

  it.each<[string, object]>([
    ['a recognised token, with login and address', { ...site, fields: [password(madeUpToken('github'))] }],
    ['an API key by its title', { ...site, title: 'Shop API key', fields: [password(random)] }],
    ['a hidden field by its label', { ...site, fields: [password('hunter2'), password(random, 'API token')] }],
    ['a random text without login and address', { fields: [password(random)] }],
    ['what the source calls an API key', { ...site, marked: true, fields: [password('short')] }],
  ])('takes %s', (_what, over) => {
    expect(judged([entry(over)]).candidates.length).toBe(1);
  });

  it.each<[string, object, SkipReason]>([
    ['a login', { ...site, fields: [password('hunter2')] }, 'login'],
    ['a login with a long random password', { ...site, fields: [password(random)] }, 'login'],
    ['a login of the API team', { ...site, title: 'Rapid', fields: [password(random)] }, 'login'],
    ['a note', { fields: [password('')] }, 'empty'],
    ['a word', { fields: [password('hunter2')] }, 'word'],
  ])('leaves %s out', (_what, over, reason) => {
    expect(judged([entry(over)])).toMatchObject({ candidates: [], skipped: [{ reason }] });
  });

  it('takes logins too where that is wanted, each hidden field by itself', () => {
    const { candidates } = judged([entry({ ...site, fields: [password('hunter2'), password('x-1', 'recovery')] })], {
      all: true,
    });
    expect(candidates.map(({ names }) => names)).toEqual([['T'], ['T recovery']]);
  });

  it('takes account, notes, expiry and tags along, cut to what a key may hold', () => {
    const { fields, expiryUnread } = only(
      judged([
        entry({
          title: 'Token\u202e',
          account: 'x'.repeat(300),
          notes: 'ä'.repeat(limits.notesMaxBytes),
          expires: 'soon',
          tags: ['ok', 'bad\n'.repeat(2), 'y'.repeat(100)],
          fields: [password(madeUpToken('openrouter'))],
        }),
      ]),
    );
    expect(fields).toMatchObject({ account: undefined, tags: ['ok'], issuer: 'openrouter' });
    expect(fields.notes?.length).toBe(limits.notesMaxBytes);
    expect(fields.notes?.toString().endsWith('ä')).toBe(true);
    expect(expiryUnread).toBe(true);
  });
});

describe('judge, of a credential', () => {
  it('keeps to what the source says of header and origin, whatever the secret looks like', () => {
    const { fields } = only(
      judged([
        {
          nature: 'credential',
          title: 'npm-r.example',
          line: 1,
          issuer: 'npm',
          headers: ['Authorization: Basic {secret}'],
          origins: ['https://r.example'],
          parts: [{ label: 'secret', value: madeUpToken('github') }],
        },
      ]),
    );
    expect(fields).toMatchObject({
      issuer: 'npm',
      policy: { headers: ['Authorization: Basic {secret}'], origins: ['https://r.example'] },
    });
  });

  it('leaves one out that has an empty part or stands for another value', () => {
    const credential = (value: string): Item => ({
      nature: 'credential',
      title: 'c',
      line: 1,
      parts: [password('id', 'id'), password(value, 'key')],
    });
    expect(judged([credential('')]).skipped).toMatchObject([{ reason: 'empty' }]);
    expect(judged([credential(`\${X}`)]).skipped).toMatchObject([{ reason: 'reference' }]);
    expect(judged([credential('changeme')]).skipped).toMatchObject([{ reason: 'placeholder' }]);
    expect(judged([credential('changeme')], { all: true }).candidates.length).toBe(1);
  });

  it('drops an origin that none may be', () => {
    const { fields } = only(
      judged([
        { nature: 'credential', title: 'c', line: 1, origins: ['https://a b'], parts: [password('x-1', 'secret')] },
      ]),
    );
    expect(fields.policy?.origins).toEqual([]);
  });
});
