import { describe, expect, it } from 'vitest';
import type { FormatSubject } from '../../../electron/delivery/format.ts';
import { type FormatName, formatNames } from '../../../electron/delivery/format-names.ts';
import { formats } from '../../../electron/delivery/formats.ts';
import { failure } from '../../support/failure.ts';
import { type Shape, shapeOf, shapes } from '../../support/format-shapes.ts';

const withSecret = (name: FormatName, { subject, secret, lines }: Shape): string => {
  const format = formats[name];
  const text = format.takes === 'headers' ? format.withSecret(subject, lines) : format.withSecret(subject, secret);
  return text.toString();
};
const withoutSecret = (name: FormatName, { subject }: Shape) => formats[name].withoutSecret(subject);
const entries = (headers: Record<string, string>, write: (name: string, value: string) => string) =>
  Object.entries(headers).map(([name, value]) => write(name, value));

/** Each format's literal form for simple values, written out here once more. */
const literal: Partial<Record<FormatName, (headers: Record<string, string>) => string>> = {
  line: (headers) => entries(headers, (name, value) => `${name}: ${value}\n`).join(''),
  curl: (headers) =>
    `curl ${entries(headers, (name, value) => `-H '${name}: ${value}'`).join(' ')} https://api.acme.test\n`,
  httpie: (headers) =>
    `http --ignore-stdin GET https://api.acme.test ${entries(headers, (name, value) => `'${name}:${value}'`).join(' ')}\n`,
  fetch: (headers) =>
    `const response = await fetch('https://api.acme.test', {\n  headers: {\n${entries(headers, (name, value) => `    '${name}': '${value}',\n`).join('')}  },\n  redirect: 'error',\n});\n`,
  python: (headers) =>
    `import requests\n\nresponse = requests.get(\n    'https://api.acme.test',\n    headers={\n${entries(headers, (name, value) => `        '${name}': '${value}',\n`).join('')}    },\n    allow_redirects=False,\n)\n`,
  powershell: (headers) =>
    `$headers = @{\n${entries(headers, (name, value) => `  '${name}' = '${value}'\n`).join('')}}\nInvoke-RestMethod -Uri 'https://api.acme.test' -Headers $headers -MaximumRedirection 0\n`,
  http: (headers) =>
    `# @no-redirect\nGET https://api.acme.test/\n${entries(headers, (name, value) => `${name}: ${value}\n`).join('')}`,
};

describe.each(Object.keys(literal) as FormatName[])('%s with the secret', (name) => {
  it.each(shapes)('writes %s', (_shape, templates, parts, headers) => {
    expect(withSecret(name, shapeOf(templates, parts))).toBe(literal[name]?.(headers));
  });

  it('leaves the lines to the caller, as they were', () => {
    const shape = shapeOf(['X-Key: {secret}'], { secret: ' a\tb ' });
    withSecret(name, shape);
    expect(shape.lines[0]?.value.toString()).toBe(' a\tb ');
  });
});

describe('json', () => {
  it.each(shapes)('has the headers of %s', (_shape, templates, parts, headers) => {
    expect(JSON.parse(withSecret('json', shapeOf(templates, parts)))).toEqual({
      name: 'acme',
      origin: 'https://api.acme.test',
      envName: 'ACME_KEY',
      headers,
    });
  });

  it('carries any value unchanged, and a key without an origin', () => {
    const secret = ' "q" \\ \t é ';
    const json = JSON.parse(withSecret('json', shapeOf(['X-Key: {secret}'], { secret }, { origin: undefined })));
    expect(json).toMatchObject({ origin: null, headers: { 'X-Key': secret } });
  });
});

const secretWords = ['s3', 'one', 'two', Buffer.from('s3:').toString('base64')];

describe.each(formatNames)('%s without the secret', (name) => {
  it.each(shapes)('has nothing of the secret of %s', (_shape, templates, parts) => {
    const text = withoutSecret(name, shapeOf(templates, parts));
    for (const word of secretWords) expect(text).not.toContain(word);
  });

  it('can be read for each key name as one that begins with a dash', () => {
    const text = withoutSecret(name, shapeOf(['X-Key: {secret}'], undefined, { name: "-it's" }));
    if (text.includes('keybearer')) expect(text).toMatch(/--['",]* /);
  });
});

describe('the forms without the secret', () => {
  const bearer = shapeOf(['Authorization: Bearer {secret}'], { secret: 's3' }, { name: "my 'key'" });
  it.each<[FormatName, string]>([
    ['line', 'Authorization: Bearer {secret}\n'],
    ['curl', `keybearer header 'my '\\''key'\\''' | curl -H @- https://api.acme.test\n`],
    [
      'httpie',
      `keybearer header 'my '\\''key'\\''' | sed -n '1s/^[^:]*: //p' | http --ignore-stdin GET https://api.acme.test Authorization:@/dev/stdin\n`,
    ],
    ['env', `# for a shell or direnv; dotenv runs no commands\nACME_KEY="$(keybearer reveal 'my '\\''key'\\''')"\n`],
    [
      'http',
      `# Start the editor with ACME_KEY="$(keybearer reveal 'my '\\''key'\\''')" code .\n# @no-redirect\nGET https://api.acme.test/\nAuthorization: Bearer {{$processEnv ACME_KEY}}\n`,
    ],
    [
      'powershell',
      `$headers = @{}\nkeybearer header 'my ''key''' | ForEach-Object { $name, $value = $_ -split ': ', 2; $headers[$name] = $value }\nInvoke-RestMethod -Uri 'https://api.acme.test' -Headers $headers -MaximumRedirection 0\n`,
    ],
  ])('%s', (name, text) => {
    expect(withoutSecret(name, bearer)).toBe(text);
  });

  it('fetch and python name the key as a literal', () => {
    expect(withoutSecret('fetch', bearer)).toContain("execFileSync('keybearer', ['header', 'my \\'key\\''],");
    expect(withoutSecret('python', bearer)).toContain("['keybearer'] + ['header', 'my \\'key\\''],");
  });

  it('httpie asks for each of several secret headers, and writes a companion out', () => {
    const text = withoutSecret('httpie', shapeOf(['A: {a}', 'V: v1', 'B: {b}'], { a: 'one', b: 'two' }));
    expect(text).toBe(
      `http --ignore-stdin GET https://api.acme.test A:@<(keybearer header acme | sed -n '1s/^[^:]*: //p') 'V:v1' B:@<(keybearer header acme | sed -n '3s/^[^:]*: //p')\n`,
    );
  });

  it.each([
    ['Basic {base64:api:{secret}}', 'Basic api:{{$processEnv ACME_KEY}}'],
    ['Basic {base64:{secret}:}', 'Basic {{$processEnv ACME_KEY}}:'],
  ])('http leaves the encoding of %s to REST Client', (template, written) => {
    expect(withoutSecret('http', shapeOf([`Authorization: ${template}`]))).toContain(`Authorization: ${written}\n`);
  });

  it('env has a variable for each part', () => {
    const two = shapeOf(['A: {a}', 'B: {b}'], { a: 'one', b: 'two' });
    expect(withoutSecret('env', two)).toContain('ACME_KEY_A="$(keybearer reveal --part a acme)"\n');
    expect(withSecret('env', two)).toBe('ACME_KEY_A=one\nACME_KEY_B=two\n');
  });
});

describe('values that a format writes in another way', () => {
  it.each<[FormatName, string, string]>([
    ['curl', "it's", `-H 'X-Key: it'\\''s' `],
    ['curl', "50%\t'\\é-", `-H "$(printf 'X\\055Key: 50%%\\011\\047\\\\\\351\\055')" `],
    ['httpie', '=a', "'X-Key:\\=a'"],
    ['httpie', '@a', "'X-Key:\\@a'"],
    ['httpie', 'a=@:;\\\\=b', "'X-Key:a=@:;\\\\=b'"],
    ['fetch', "\\'\té", "'X-Key': '\\\\\\'\\t\\xe9',"],
    ['python', "\\'", "'X-Key': '\\\\\\'',"],
    // As text requests would take it for white space, and refuse it.
    ['python', '\u00a0a', "'X-Key': b'\\xa0a',"],
    ['powershell', "it's $a", "'X-Key' = 'it''s $a'"],
    ['http', 'é', 'X-Key: é\n'],
  ])('%s: %s', (name, secret, written) => {
    expect(withSecret(name, shapeOf(['X-Key: {secret}'], { secret }))).toContain(written);
  });

  it('fetch keeps a header whose name would set the prototype', () => {
    const text = withSecret('fetch', shapeOf(['__proto__: {secret}']));
    expect(text).toContain("['__proto__']: 's3',");
  });
});

describe('what a format refuses', () => {
  const value = (secret: string) => shapeOf(['X-Key: {secret}'], { secret });
  const authorization = (secret: string) => shapeOf(['Authorization: {secret}'], { secret });
  const named = (name: string, subject: Partial<FormatSubject> = {}) =>
    shapeOf(['X-Key: {secret}'], undefined, { name, ...subject });

  it.each<[FormatName, string, Shape]>([
    ...(['curl', 'httpie', 'fetch', 'python', 'powershell', 'http'] as const).flatMap(
      (name): [FormatName, string, Shape][] => [
        [name, 'blank-value', value(' \t ')],
        [name, 'no-origin', named('acme', { origin: undefined })],
      ],
    ),
    ['httpie', 'not-ascii', value('é')],
    ['powershell', 'not-ascii', value('é')],
    ['httpie', 'httpie-backslash', value('a\\=b')],
    ['httpie', 'httpie-backslash', value('a\\\\\\:b')],
    ['httpie', 'httpie-name', shapeOf(['-X: {secret}'])],
    ['env', 'env-quotes', value(`it's "`)],
    ['env', 'env-quotes', value("it's $HOME")],
    ['env', 'env-quotes', shapeOf([], { secret: 'a\r\nb' })],
    ['env', 'env-name', named('日本', { envName: null })],
    ['http', 'http-braces', value('a{{b}}')],
    ['http', 'http-scheme', authorization('Basic me:s3')],
    ['http', 'http-scheme', authorization('digest me s3')],
  ])('%s with the secret: %s', (name, reason, shape) => {
    expect(() => withSecret(name, shape)).toThrow(failure('invalid-input', { field: `${name} format`, reason }));
  });

  it.each<[FormatName, string, Shape]>([
    ...(['curl', 'httpie', 'fetch', 'python', 'powershell', 'http'] as const).map(
      (name): [FormatName, string, Shape] => [name, 'no-origin', named('acme', { origin: undefined })],
    ),
    ['powershell', 'powershell-name', named('a"b')],
    ['powershell', 'powershell-name', named('a\\')],
    ['httpie', 'httpie-name', shapeOf(['-X: {secret}'])],
    ['env', 'env-name', named('日本', { envName: null })],
    ['http', 'http-base64', shapeOf(['X-Key: {base64:{secret}}'])],
  ])('%s without the secret: %s', (name, reason, shape) => {
    expect(() => withoutSecret(name, shape)).toThrow(failure('invalid-input', { reason }));
  });
});
