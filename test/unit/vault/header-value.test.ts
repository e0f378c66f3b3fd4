import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFits, fillHeaders, wipeHeaders } from '../../../electron/vault/header-value.ts';
import { plainSecret, type Secret } from '../../../electron/vault/secret.ts';
import { failure } from '../../support/failure.ts';

const plain = (text: string) => plainSecret(Buffer.from(text));
const parts = (named: Record<string, string>): Secret =>
  Object.entries(named).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
const filled = (templates: readonly string[], secret: Secret) =>
  fillHeaders(templates, secret).map(({ name, value }) => `${name}: ${value.toString('latin1')}`);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The shapes that issuers ask for (design, "Delivery"). */
const shapes: [string, string[], Secret, string[]][] = [
  ['Bearer', ['Authorization: Bearer {secret}'], plain('s3'), ['Authorization: Bearer s3']],
  ['token', ['Authorization: token {secret}'], plain('s3'), ['Authorization: token s3']],
  ['Token', ['Authorization: Token {secret}'], plain('s3'), ['Authorization: Token s3']],
  ['ApiKey', ['Authorization: ApiKey {secret}'], plain('s3'), ['Authorization: ApiKey s3']],
  ['SSWS', ['Authorization: SSWS {secret}'], plain('s3'), ['Authorization: SSWS s3']],
  ['Bot', ['Authorization: Bot {secret}'], plain('s3'), ['Authorization: Bot s3']],
  ['a bare secret', ['Authorization: {secret}'], plain('s3'), ['Authorization: s3']],
  ['any header name', ['X-Shopify-Access-Token: {secret}'], plain('s3'), ['X-Shopify-Access-Token: s3']],
  [
    'Basic of user and secret',
    ['Authorization: Basic {base64:me@example.com:{secret}}'],
    plain('s3'),
    [`Authorization: Basic ${base64('me@example.com:s3')}`],
  ],
  [
    'Basic of the secret as user',
    ['Authorization: Basic {base64:{secret}:}'],
    plain('s3'),
    [`Authorization: Basic ${base64('s3:')}`],
  ],
  [
    'Basic of the secret alone',
    ['Authorization: Basic {base64:{secret}}'],
    plain('s3'),
    [`Authorization: Basic ${base64('s3')}`],
  ],
  [
    'Basic of api and secret',
    ['Authorization: Basic {base64:api:{secret}}'],
    plain('s3'),
    [`Authorization: Basic ${base64('api:s3')}`],
  ],
  [
    'Basic of two parts',
    ['Authorization: Basic {base64:{id}:{secret}}'],
    parts({ id: 'AC1', secret: 's3' }),
    [`Authorization: Basic ${base64('AC1:s3')}`],
  ],
  [
    'two headers of two parts (Datadog)',
    ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY: {application_key}'],
    parts({ api_key: 'a1', application_key: 'b2' }),
    ['DD-API-KEY: a1', 'DD-APPLICATION-KEY: b2'],
  ],
  [
    'two headers of a part and text (Algolia)',
    ['X-Algolia-Application-Id: APP1', 'X-Algolia-API-Key: {secret}'],
    plain('s3'),
    ['X-Algolia-Application-Id: APP1', 'X-Algolia-API-Key: s3'],
  ],
  [
    'a companion (Trend Micro)',
    ['api-secret-key: {secret}', 'api-version: v1'],
    plain('s3'),
    ['api-secret-key: s3', 'api-version: v1'],
  ],
  [
    'a companion (Anthropic)',
    ['x-api-key: {secret}', 'anthropic-version: 2023-06-01'],
    plain('s3'),
    ['x-api-key: s3', 'anthropic-version: 2023-06-01'],
  ],
  ['a secret twice', ['X-A: {secret}{secret}'], plain('s3'), ['X-A: s3s3']],
  [
    'a secret that looks like a template',
    ['X-A: {secret}'],
    plain('{base64:{secret}}$&'),
    ['X-A: {base64:{secret}}$&'],
  ],
];

/** What no header can carry, and why. */
const unfit: [string, Buffer, string][] = [
  ['a line feed', Buffer.from('a\nb'), 'line-break'],
  ['a carriage return', Buffer.from('a\rb'), 'line-break'],
  ['CR LF and another header', Buffer.from('a\r\nX-Evil: 1'), 'line-break'],
  ['a line feed at the end', Buffer.from('a\n'), 'line-break'],
  ['a NUL', Buffer.from('a\0b'), 'control'],
  ['an escape', Buffer.from('\u001b'), 'control'],
  ['DEL', Buffer.from('\u007f'), 'control'],
  ['C1 controls', Buffer.from('\u0085'), 'latin1'],
  ['characters beyond Latin-1', Buffer.from('€'), 'latin1'],
  ['emoji', Buffer.from('🔑'), 'latin1'],
  ['bytes that are not UTF-8', Buffer.from([0x61, 0xff]), 'latin1'],
];

describe('fillHeaders', () => {
  it.each(shapes)('fills %s', (_what, templates, secret, lines) => {
    expect(filled(templates, secret)).toEqual(lines);
  });

  it('writes Latin-1 as one byte a character', () => {
    const [line] = fillHeaders(['X-A: {secret}'], plain('é ÿ'));
    expect(line?.value).toEqual(Buffer.from([0xe9, 0x20, 0xff]));
  });

  it('encodes the bytes of a part as they are, in base64', () => {
    const secret = plain('€\n\0');
    expect(filled(['X-A: {base64:é:{secret}}'.replace('é', 'u')], secret)).toEqual([`X-A: ${base64('u:€\n\0')}`]);
  });

  it.each(unfit)('refuses %s in a header (P15)', (_what, bytes, reason) => {
    const secret = plainSecret(bytes);
    expect(() => fillHeaders(['X-A: {secret}'], secret)).toThrow(failure('secret-unfit', { reason, part: 'secret' }));
    expect(() => checkFits(['X-A: {secret}'], secret)).toThrow(failure('secret-unfit', { reason }));
  });

  it('names the part that is missing', () => {
    expect(() => fillHeaders(['X-A: {api_key}'], plain('s3'))).toThrow(
      failure('secret-unfit', { reason: 'missing-part', part: 'api_key' }),
    );
    expect(() => fillHeaders(['X-A: {base64:{constructor}}'], plain('s3'))).toThrow(
      failure('secret-unfit', { reason: 'missing-part', part: 'constructor' }),
    );
  });

  it('makes a value that is one line of Latin-1, or refuses', () => {
    const templates = fc.constantFrom('X-A: {secret}', 'X-A: Bearer {secret}', 'X-A: {base64:u:{secret}}');
    fc.assert(
      fc.property(templates, fc.uint8Array({ minLength: 1, maxLength: 80 }), (template, bytes) => {
        let lines: ReturnType<typeof fillHeaders>;
        try {
          lines = fillHeaders([template], plainSecret(Buffer.from(bytes)));
        } catch (caught) {
          expect(caught).toEqual(failure('secret-unfit'));
          return;
        }
        expect(lines).toHaveLength(1);
        expect(lines[0]!.value.every((byte) => byte === 9 || (byte >= 0x20 && byte !== 0x7f))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the secret as it was', () => {
    const secret = plain('s3');
    wipeHeaders(fillHeaders(['X-A: {secret}', 'X-B: {base64:{secret}}'], secret));
    expect(secret[0]?.bytes.toString()).toBe('s3');
  });
});

describe('wipeHeaders', () => {
  it('leaves zeros (K9)', () => {
    const lines = fillHeaders(['X-A: {secret}'], plain('s3'));
    wipeHeaders(lines);
    expect(lines[0]?.value.every((byte) => byte === 0)).toBe(true);
  });
});

describe('checkFits', () => {
  it('takes a key without headers, whatever its secret is', () => {
    expect(() => checkFits([], plain('-----BEGIN PRIVATE KEY-----\n...\n'))).not.toThrow();
  });

  it('refuses headers that no part goes into', () => {
    expect(() => checkFits(['api-version: v1'], plain('s3'))).toThrow(
      failure('header-template-invalid', { reason: 'no-part' }),
    );
  });
});
