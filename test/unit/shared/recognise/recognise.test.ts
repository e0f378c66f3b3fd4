import { describe, expect, it } from 'vitest';
import { cloudflareChecksum, githubChecksum } from '../../../../shared/recognise/checksum.ts';
import type { Match } from '../../../../shared/recognise/match.ts';
import { recognise, recogniseLimits } from '../../../../shared/recognise/recognise.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';

const body = 'abcdefghijKLMNOPQRST0123456789';
const github = `ghp_${body}${githubChecksum(body)}`;
const trend = `12:${'Ab1+/'.repeat(8)}xyz=`;
const hex32 = '0123456789abcdef'.repeat(2);
const hex40 = `${hex32}01234567`;
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${segment({ alg: 'RS256' })}.${segment({ exp: 2_000_000_000 })}.c2lnbmF0dXJl`;

const secretsIn = (text: string, match: Match | undefined) =>
  match?.parts.map(({ start, length }) => text.slice(start, start + length));
const summary = (text: string) =>
  recognise(text).map(({ issuerId, form, confidence, reason }) => `${issuerId} ${form} ${confidence} ${reason.code}`);

describe('recognise', () => {
  it.each([
    ['a bare secret', github, 'secret', null],
    ['one with white space around', `\n  ${github} \r\n`, 'secret', null],
    ['one in quotes, cut out of a program', `"${github}",`, 'secret', null],
    ['one behind its scheme', `Bearer ${github}`, 'header-line', null],
    ['a line of YAML', `  GITHUB_TOKEN: ${github}`, 'env-line', 'GITHUB_TOKEN'],
    ['one of PowerShell', `$env:GH_TOKEN = "${github}"`, 'env-line', 'GH_TOKEN'],
    ['JSON with a header', `{"headers": {"Authorization": "Bearer ${github}"}}`, 'json', null],
    ["curl's own option for it", `curl --oauth2-bearer ${github} https://api.github.com`, 'curl', null],
    ['a header line', `Authorization: Bearer ${github}`, 'header-line', null],
    ['a header line with the other scheme', `authorization: token ${github}\r\n`, 'header-line', null],
    ['a line of an .env file', `GITHUB_TOKEN=${github}`, 'env-line', 'GITHUB_TOKEN'],
    ['one in double quotes', `export CI_TOKEN="${github}"\n`, 'env-line', 'CI_TOKEN'],
    ['one in single quotes, with a comment', `  CI_TOKEN = '${github}' # renewed`, 'env-line', 'CI_TOKEN'],
    [
      'one among others',
      `# settings\nDEBUG=1\nCI_TOKEN=${github} # x\nURL=https://example.com`,
      'env-line',
      'CI_TOKEN',
    ],
    ['a JSON object', JSON.stringify({ user: 'me', auth: { token: github }, n: 1 }, null, 2), 'json', null],
    ['a member of one', `"token": "${github}",`, 'json', null],
    ['a cut one', `{ "a": [1, "x"], "token":"${github}`.concat('", "b": {'), 'json', null],
    ['curl', `curl -H "Authorization: Bearer ${github}" https://api.github.com/user`, 'curl', null],
    [
      'curl over several lines',
      `$ curl -s \\\n  --header 'Authorization: token ${github}' \\\r\n  https://x.test`,
      'curl',
      null,
    ],
    ['curl with the option and its value in one', `curl '-HAuthorization: Bearer ${github}' x`, 'curl', null],
    ['curl with an equals sign', `curl --header="Authorization: Bearer ${github}" x`, 'curl', null],
    ['curl with a user', `curl -u me:${github} https://api.github.com`, 'curl', null],
    ['curl with a user alone', `curl --user ${github}: https://api.github.com`, 'curl', null],
  ])('finds the secret in %s', (_what, text, form, envName) => {
    const matches = recognise(text);
    expect(matches).toHaveLength(1);
    expect(matches[0]).toMatchObject({ issuerId: 'github', confidence: 'certain', form, envName });
    expect(matches[0]?.reason.code).toBe('checksum-right');
    expect(secretsIn(text, matches[0])).toEqual([github]);
    expect(matches[0]?.parts[0]?.prefix).toBe('ghp_');
  });

  it('says so when the checksum is wrong, and is less sure', () => {
    const mistyped = `${github.slice(0, -1)}${github.endsWith('x') ? 'y' : 'x'}`;
    expect(summary(mistyped)).toEqual(['github secret likely checksum-wrong']);
    expect(recognise(mistyped)[0]?.reason.text).toContain('checksum is wrong');
  });

  it.each([
    ['cfut_', 'cloudflare'],
    ['cfat_', 'cloudflare'],
    ['cfk_', 'cloudflare-global-key'],
  ])('verifies the checksum of %s', (prefix, issuerId) => {
    const long = 'abcdefghij'.repeat(4);
    const right = `${prefix}${long}${cloudflareChecksum(long)}`;
    expect(summary(right)).toEqual([`${issuerId} secret certain checksum-right`]);
    expect(summary(`${prefix}${long}00000000`)).toEqual([`${issuerId} secret likely checksum-wrong`]);
  });

  it.each([
    ['12:…=', trend, 'trend-server-workload secret likely form'],
    ['its own header', `api-secret-key: ${trend}`, 'trend-server-workload header-line certain form-and-name'],
    ['ApiKey', `Authorization: ApiKey 7:s3cr3t-s3cr3t`, 'trend-cloud-one header-line likely header-name'],
    ['a JWT', jwt, 'trend-vision-one jwt ambiguous jwt'],
    ['its variable', `TMAS_API_KEY=${jwt}`, 'trend-vision-one env-line likely form-and-name'],
    [
      'its host',
      `curl -H 'Authorization: Bearer ${jwt}' https://api.xdr.trendmicro.com/v3.0/iam/apiKeys`,
      'trend-vision-one curl likely form-and-name',
    ],
  ])('knows a key of Trend Micro by %s', (_what, text, expected) => {
    expect(summary(text)).toEqual([expected]);
  });

  it('reads the expiry of a JWT', () => {
    expect(recognise(jwt)[0]?.expiresAt).toBe(2_000_000_000_000);
    expect(recognise(github)[0]?.expiresAt).toBeNull();
  });

  it('says that 32 hexadecimal characters may be of several issuers', () => {
    const matches = recognise(hex32);
    expect(matches.map(({ issuerId }) => issuerId).sort()).toEqual(['algolia', 'datadog', 'fastly']);
    expect(matches.every(({ confidence }) => confidence === 'ambiguous')).toBe(true);
    expect(matches[0]?.reason.text).toMatch(/also the form of: .*, /);
  });

  it.each([
    ['a variable', `DATADOG_API_KEY=${hex32}`, ['datadog env-line likely form-and-name']],
    ['a header', `Fastly-Key: ${hex32}`, ['fastly header-line likely form-and-name']],
    ['a word in the name of a member', `{"datadogKey": "${hex32}"}`, ['datadog json likely form-and-name']],
    ['a host', `curl -H 'X-Algolia-API-Key: ${hex32}' https://x.algolia.net`, ['algolia curl likely form-and-name']],
    ['a variable, whatever the form', 'GROQ_API_KEY=of-a-new-form', ['groq env-line likely env-name']],
    ['a header, whatever the form', 'X-Vault-Token: of-a-new-form', ['hashicorp-vault header-line likely header-name']],
    [
      'the host for a header of many',
      "curl -H 'x-api-key: of-a-new-form' https://api.anthropic.com/v1/models",
      ['anthropic curl likely host'],
    ],
  ])('is likely by %s', (_what, text, expected) => {
    expect(summary(text)).toEqual(expected);
  });

  it('says that a header may be of several issuers', () => {
    expect(summary('x-api-key: of-a-new-form').sort()).toEqual([
      'anthropic header-line ambiguous ambiguous-header',
      'postman header-line ambiguous ambiguous-header',
    ]);
  });

  it.each([
    [
      'Datadog in curl',
      'datadog',
      `curl -H 'DD-API-KEY: ${hex32}' -H 'DD-APPLICATION-KEY: ${hex40}' x`,
      [hex32, hex40],
    ],
    ['Datadog in .env lines', 'datadog', `DATADOG_API_KEY=${hex32}\nDATADOG_APP_KEY=${hex40}`, [hex32, hex40]],
    [
      'AWS in .env lines',
      'aws',
      `AWS_ACCESS_KEY_ID=AKIA${'ABCDEFGH'.repeat(2)}\nAWS_SECRET_ACCESS_KEY=a/b+c-d-e-f`,
      [`AKIA${'ABCDEFGH'.repeat(2)}`, 'a/b+c-d-e-f'],
    ],
    [
      'AWS in its own JSON',
      'aws',
      `{"AccessKeyId": "AKIA${'ABCDEFGH'.repeat(2)}", "SecretAccessKey": "a/b+c"}`,
      [`AKIA${'ABCDEFGH'.repeat(2)}`, 'a/b+c'],
    ],
    ['Twilio in curl', 'twilio', `curl -u SK${hex32}:the-secret https://api.twilio.com/`, [`SK${hex32}`, 'the-secret']],
    [
      "Cloudflare's global key",
      'cloudflare-global-key',
      `curl -H 'X-Auth-Email: a@b.test' -H 'X-Auth-Key: ${'0a'.repeat(18)}f' x`,
      ['a@b.test', `${'0a'.repeat(18)}f`],
    ],
  ])('puts the parts of %s together', (_what, issuerId, text, secrets) => {
    const [match, ...others] = recognise(text).filter(({ confidence }) => confidence !== 'ambiguous');
    expect(others).toEqual([]);
    expect(match?.issuerId).toBe(issuerId);
    expect(secretsIn(text, match)?.sort()).toEqual([...secrets].sort());
    expect(match?.envName).toBeNull();
  });

  it('finds the token of Telegram in the path', () => {
    const token = `123456789:${'Ab-_1'.repeat(7)}`;
    const text = `curl https://api.telegram.org/bot${token}/getMe`;
    expect(summary(text)).toEqual(['telegram curl certain form-and-name']);
    expect(secretsIn(text, recognise(text)[0])).toEqual([token]);
  });

  it('answers several matches for several secrets, the surest first', () => {
    expect(summary(`NPM_TOKEN=not-of-the-form\nA=${github}`)).toEqual([
      'github env-line certain checksum-right',
      'npm env-line likely env-name',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a variable', 'curl -H "Authorization: Bearer $GITHUB_TOKEN" https://api.github.com'],
    ['a variable in an .env line', `GITHUB_TOKEN=\${OTHER_TOKEN}`],
    ['a placeholder', 'OPENAI_API_KEY=your-api-key-here'],
    ['another placeholder', 'STRIPE_API_KEY=<secret key>'],
    ['a row of one letter', 'VERCEL_TOKEN=xxxxxxxxxxxxxxxx'],
    ['a secret that is cut by quotes', `curl -H 'Authorization: Bearer ${github.slice(0, 9)}''${github.slice(9)}' x`],
    ['any secret that is', "curl -H 'X-Vault-Token: of-a-new''-form' x"],
    ['a variable with an escape inside of its value', '{"VAULT_TOKEN": "of-a-new\\tform"}'],
    ['an escape inside of it', `{"token": "${github.slice(0, 9)}\\u0041${github.slice(10)}"}`],
    ['a longer word', `x${github}`],
    ['a bearer of unknown form', 'Authorization: Bearer something-else-here'],
    ['Basic, whose secret is encoded', `Authorization: Basic ${Buffer.from(`me:${github}`).toString('base64')}`],
    ['prose', `My token is ${github}, keep it`],
    ['too long a text', `A=${github}\n`.padEnd(recogniseLimits.textMaxChars + 1, '\n')],
  ])('answers nothing for %s', (_what, text) => {
    expect(recognise(text)).toEqual([]);
  });

  it.each([...' \t\n\r"\'\\=:;#{}[]()$.,-_+/@aA0eyéé\0\u{1f511}'])('returns on 100 kB of %j', (character) => {
    for (const start of ['', 'curl ', "curl -H '", '{"', 'A=', 'eyJ', 'sk-proj-', 'ATATT', '0:'])
      recognise((start + character.repeat(100_000)).slice(0, recogniseLimits.textMaxChars));
  });

  it.each(['a: b\n', 'A=b\n', '"":"', '"a":"b",', '-H ', '\\\n', '\\"', '\'"', 'eyJ.', '-u a:', 'https://'])(
    'returns on 100 kB of %j',
    (text) => {
      for (const start of ['', 'curl ', '{'])
        expect(recognise(start + text.repeat(100_000 / text.length - 5))).toEqual([]);
    },
  );

  it.each(Object.keys(chanceTexts))('takes none of 10,000 for a secret: %s', (kind) => {
    const random = new SeededRandom(20_000);
    const sure: string[] = [];
    const wordAlone = /^[a-z]+(?:[-_. ][a-z]+)*$/;
    for (let round = 0; round < 10_000; round++) {
      const text = chanceTexts[kind]!(random);
      const matches = recognise(text);
      if (matches.some(({ confidence }) => confidence !== 'ambiguous')) sure.push(text);
      if (wordAlone.test(text) && matches.length > 0) sure.push(text);
    }
    expect(sure).toEqual([]);
  });

  it('is ambiguous about a form by chance alone where the text is of just that form', () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 10_000; round++) {
      const text = chanceTexts['printable characters']!(random);
      if (recognise(text).length > 0) expect(text).toMatch(/^[\w-]{32}$|^[\w-]{40}$/);
    }
  });

  it('says nothing of the secret in its reasons', () => {
    for (const text of [github, `A=${github}`, hex32, trend, jwt, `curl -u me:${github} https://api.github.com`])
      for (const { reason } of recognise(text)) expect(reason.text).not.toMatch(/abcdefghij|01234567|Ab1|eyJ/);
  });
});

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const words = 'secret token key live test prod admin open user work data dog cat sun moon river stone api cloud'.split(
  ' ',
);

const of = (random: SeededRandom, letters: string, length: number) =>
  Array.from({ length }, () => random.pick([...letters])).join('');
const hex = '0123456789abcdef';
const printable = '!"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';

const chanceTexts: Record<string, (random: SeededRandom) => string> = {
  'printable characters': (random) => of(random, printable, 1 + random.below(120)),
  UUIDs: (random) => [8, 4, 4, 4, 12].map((length) => of(random, hex, length)).join('-'),
  hashes: (random) => of(random, hex, random.pick([32, 40, 56, 64, 96, 128])),
  Base64: (random) => `${of(random, base64, 4 * (4 + random.below(30)) - 1)}=`,
  'Base64 for URLs': (random) =>
    of(random, base64, 20 + random.below(100))
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  words: (random) =>
    Array.from({ length: 1 + random.below(6) }, () => random.pick(words)).join(random.pick(['-', '_', '.', '', ' '])),
  settings: (random) =>
    `${random.pick(words)}${random.pick(['=', ': ', ':'])}${of(random, base64, 10 + random.below(50))}`,
};
