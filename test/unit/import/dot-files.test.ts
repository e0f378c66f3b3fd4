import { describe, expect, it } from 'vitest';
import { readAwsCredentials } from '../../../electron/import/aws-credentials.ts';
import { readGhHosts } from '../../../electron/import/gh-hosts.ts';
import { readNetrc } from '../../../electron/import/netrc.ts';
import { readNpmrc } from '../../../electron/import/npmrc.ts';
import { readPostman } from '../../../electron/import/postman.ts';
import { failure } from '../../support/failure.ts';

const lines = (...text: string[]) => Buffer.from(text.join('\n'));

describe('readAwsCredentials', () => {
  it('makes a key of two parts of each profile, and leaves out what is temporary or elsewhere', () => {
    const { items, leftOut } = readAwsCredentials(
      lines(
        '[default]',
        'aws_access_key_id = id-1',
        '# comment',
        'aws_secret_access_key=se=cret',
        '[ profile work ]',
        'aws_access_key_id=id-2',
        '[tmp]',
        'aws_access_key_id=id-3',
        'aws_secret_access_key=s',
        'aws_session_token=t',
        '[sso]',
        'sso_start_url=https://x.example',
      ),
    );
    expect(items).toMatchObject([
      {
        title: 'aws-default',
        line: 1,
        account: 'default',
        issuer: 'aws',
        parts: [
          { label: 'access_key_id', value: 'id-1' },
          { label: 'secret_access_key', value: 'se=cret' },
        ],
      },
      { title: 'aws-work', line: 5, parts: [{ value: 'id-2' }, { value: '' }] },
    ]);
    expect(leftOut).toEqual([
      { title: 'aws-tmp', line: 7, reason: 'temporary' },
      { title: 'aws-sso', line: 11, reason: 'kept-elsewhere' },
    ]);
  });
});

describe('readNpmrc', () => {
  it('reads the credentials of each registry, and how they are sent', () => {
    const { items } = readNpmrc(
      lines(
        'registry=https://r.example/',
        '//r.example/:_authToken="t-1"',
        '//r.example:8443/npm/:_auth=dTpw',
        '; comment',
        '//s.example/:username=me',
        `//s.example/:_password=${Buffer.from('pw').toString('base64')}`,
        '_authToken=t-2',
        'always-auth=true',
      ),
    );
    const bearer = ['Authorization: Bearer {secret}'];
    expect(items).toMatchObject([
      { title: 'npm-r.example', line: 2, origins: ['https://r.example'], headers: bearer, parts: [{ value: 't-1' }] },
      {
        title: 'npm-r.example:8443',
        line: 3,
        origins: ['https://r.example:8443'],
        headers: ['Authorization: Basic {secret}'],
      },
      {
        title: 'npm-s.example',
        line: 6,
        account: 'me',
        headers: ['Authorization: Basic {base64:{username}:{password}}'],
        parts: [
          { label: 'username', value: 'me' },
          { label: 'password', value: 'pw' },
        ],
      },
      { title: 'npm-default', line: 7, origins: [], parts: [{ value: 't-2' }] },
    ]);
  });
});

describe('readNetrc', () => {
  it('reads machines on one line or several, quotes, comments and macros', () => {
    const { items, leftOut } = readNetrc(
      lines(
        'machine a.example login me password "p w\\"x"',
        '# machine no.example password y',
        'machine b.example',
        '  password #p2',
        'macdef init',
        'machine in-macro.example password y',
        '',
        'machine c.example login only',
        'default login anonymous password guest',
      ),
    );
    expect(items).toMatchObject([
      {
        title: 'a.example',
        line: 1,
        account: 'me',
        headers: ['Authorization: Basic {base64:{login}:{password}}'],
        origins: ['https://a.example'],
        parts: [
          { label: 'login', value: 'me' },
          { label: 'password', value: 'p w"x' },
        ],
      },
      {
        title: 'b.example',
        line: 3,
        headers: ['Authorization: Basic {base64::{password}}'],
        parts: [{ value: '#p2' }],
      },
    ]);
    expect(leftOut).toEqual([{ title: 'default', line: 9, reason: 'no-host' }]);
  });

  it.each(['machine', 'password', 'login x password y', '"', 'macdef'])('takes nothing from %j', (text) => {
    expect(readNetrc(lines(text)).items).toEqual([]);
  });
});

describe('readGhHosts', () => {
  it('reads the tokens of every host and user, each once', async () => {
    const { items, leftOut } = await readGhHosts(
      lines(
        'github.com:',
        '    user: octo',
        '    oauth_token: t-1',
        '    users:',
        '        octo:',
        '            oauth_token: t-1',
        '        kit:',
        '            oauth_token: t-2',
        '        ghost:',
        'ghe.example:',
        '    oauth_token: t-3',
        'empty.example:',
        '    user: bob',
        '    users:',
      ),
    );
    expect(items).toMatchObject([
      { title: 'gh-octo', account: 'octo', origins: ['https://api.github.com'], parts: [{ value: 't-1' }] },
      { title: 'gh-kit', parts: [{ value: 't-2' }] },
      { title: 'gh-ghe.example', origins: ['https://ghe.example'], parts: [{ value: 't-3' }] },
    ]);
    expect(leftOut).toEqual([{ title: 'gh-empty.example-bob', line: null, reason: 'kept-elsewhere' }]);
  });

  it.each([
    ['no YAML', 'a: [', 'yaml'],
    ['another document', '- a\n- b', 'fields'],
    ['levels without end', '['.repeat(100_000), 'yaml'],
    ['aliases that multiply', `a: &a x\n${'b: [*a, *a]\n'}`, 'yaml'],
    ['too much', 'a'.repeat(300_000), 'too-long'],
  ])('refuses %s', async (_what, text, reason) => {
    await expect(readGhHosts(Buffer.from(text))).rejects.toThrow(failure('source-malformed', { reason }));
  });
});

describe('readPostman', () => {
  it('reads variables, and which of them are marked as secret', () => {
    const bytes = lines(
      JSON.stringify({
        name: 'Production',
        values: [
          { key: 'baseUrl', value: 'https://a.example', type: 'default', enabled: true },
          { key: 'apiKey', value: 's', type: 'secret' },
          { key: 'count', value: 3 },
        ],
        _postman_variable_scope: 'environment',
      }),
    );
    expect(readPostman(bytes).items).toMatchObject([
      { nature: 'variable', title: 'baseUrl', marked: false, environment: 'Production' },
      { title: 'apiKey', value: 's', marked: true },
      { title: 'count', value: '3' },
    ]);
  });

  it('refuses other JSON', () => {
    expect(() => readPostman(lines('{"values":[{}]}'))).toThrow(failure('source-malformed', { reason: 'fields' }));
  });
});

describe('the readers of dot files', () => {
  const blanks = ' '.repeat(2_000_000);

  it.each([
    `[${blanks}`,
    `[profile${blanks}x]`,
    `aws_access_key_id${blanks}=${blanks}x`,
    `_authToken=${blanks}x${blanks}`,
    `//${'a'.repeat(2_000_000)}`,
    `machine${blanks}a`,
    `"${'\\'.repeat(1_000_000)}`,
    '" '.repeat(1_000_000),
    '\n'.repeat(2_000_000),
  ])('get through megabytes of anything', (text) => {
    for (const reader of [readAwsCredentials, readNpmrc, readNetrc])
      expect(reader(lines(text)).items.length).toBeLessThanOrEqual(1);
  });
});
