/** Keys of every header shape that issuers ask for, with a secret. */
import type { FormatSubject } from '../../electron/delivery/format.ts';
import { fillHeaders, type HeaderLine } from '../../electron/vault/header-value.ts';
import type { Secret } from '../../electron/vault/secret.ts';

export interface Shape {
  readonly subject: FormatSubject;
  readonly secret: Secret;
  readonly lines: readonly HeaderLine[];
}

export function shapeOf(
  templates: readonly string[],
  parts: Readonly<Record<string, string>> = { secret: 's3' },
  subject: Partial<FormatSubject> = {},
): Shape {
  const secret = Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  return {
    subject: {
      name: 'acme',
      envName: 'ACME_KEY',
      origin: 'https://api.acme.test',
      templates,
      parts: Object.keys(parts),
      issuerVariables: [],
      ...subject,
    },
    secret,
    lines: fillHeaders(templates, secret),
  };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What it is called, its templates, its parts, and the headers as a request has them. */
export const shapes: readonly (readonly [string, readonly string[], Record<string, string>, Record<string, string>])[] =
  [
    ...['Bearer', 'token', 'Token', 'ApiKey', 'SSWS', 'Bot'].map(
      (scheme) =>
        [scheme, [`Authorization: ${scheme} {secret}`], { secret: 's3' }, { Authorization: `${scheme} s3` }] as const,
    ),
    ['Token token=', ['Authorization: Token token={secret}'], { secret: 's3' }, { Authorization: 'Token token=s3' }],
    ['bare', ['Authorization: {secret}'], { secret: 's3' }, { Authorization: 's3' }],
    [
      'Basic user:key',
      ['Authorization: Basic {base64:{user}:{secret}}'],
      { user: 'me@acme.test', secret: 's3' },
      { Authorization: `Basic ${base64('me@acme.test:s3')}` },
    ],
    [
      'Basic key alone',
      ['Authorization: Basic {base64:{secret}:}'],
      { secret: 's3' },
      { Authorization: `Basic ${base64('s3:')}` },
    ],
    [
      'Basic api:key',
      ['Authorization: Basic {base64:api:{secret}}'],
      { secret: 's3' },
      { Authorization: `Basic ${base64('api:s3')}` },
    ],
    ['custom name', ['X-Api-Key: {secret}'], { secret: 's3' }, { 'X-Api-Key': 's3' }],
    [
      'two at once',
      ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY: {app_key}'],
      { api_key: 'one', app_key: 'two' },
      { 'DD-API-KEY': 'one', 'DD-APPLICATION-KEY': 'two' },
    ],
    [
      'companion',
      ['Authorization: Bearer {secret}', 'api-version: v1'],
      { secret: 's3' },
      { Authorization: 'Bearer s3', 'api-version': 'v1' },
    ],
  ];
