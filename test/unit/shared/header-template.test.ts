import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPartName,
  normaliseHeaderTemplate,
  parseHeaderTemplate,
  templateParts,
} from '../../../shared/header-template.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const secret = { kind: 'part', part: 'secret' } as const;
const text = (literal: string) => ({ kind: 'text', text: literal }) as const;

const refused: [string, string, string][] = [
  ['nothing', '', 'form'],
  ['no colon', 'Authorization', 'form'],
  ['no name', ': Bearer {secret}', 'form'],
  ['no value', 'Authorization:', 'form'],
  ['white space for a value', 'Authorization: \t ', 'form'],
  ['a space before the colon', 'Authorization : {secret}', 'name'],
  ['a space in the name', 'X Key: {secret}', 'name'],
  ['a name in quotes', '"X-Key": {secret}', 'name'],
  ['a name beyond ASCII', 'X-Schlüssel: {secret}', 'name'],
  ['a pseudo-header', ':authority: {secret}', 'form'],
  ['a name of 129 characters', `${'X'.repeat(129)}: {secret}`, 'name'],
  ['a part in the name', 'X-{secret}: 1', 'name'],
  ['a line feed in the name', 'X-A\n: {secret}', 'name'],
  ['a second line', 'X-A: {secret}\r\nX-B: 1', 'characters'],
  ['a line feed', 'X-A: a\n{secret}', 'characters'],
  ['a NUL', 'X-A: {secret}\0', 'characters'],
  ['DEL', 'X-A: {secret}\u007f', 'characters'],
  ['Latin-1', 'X-A: é{secret}', 'characters'],
  ['emoji', 'X-A: 🔑{secret}', 'characters'],
  ['an open brace', 'X-A: {secret', 'braces'],
  ['a closing brace', 'X-A: secret}', 'braces'],
  ['empty braces', 'X-A: {}', 'braces'],
  ['a space in the braces', 'X-A: { secret }', 'braces'],
  ['an upper-case part', 'X-A: {Secret}', 'braces'],
  ['a part that begins with a digit', 'X-A: {1st}', 'braces'],
  ['a part with a dash', 'X-A: {api-key}', 'braces'],
  ['a part of 65 characters', `X-A: {${'a'.repeat(65)}}`, 'braces'],
  ['braces in braces', 'X-A: {{secret}}', 'braces'],
  ['an open base64', 'X-A: {base64:{secret}', 'braces'],
  ['base64 in base64', 'X-A: {base64:{base64:{secret}}}', 'braces'],
  ['another encoding', 'X-A: {hex:{secret}}', 'braces'],
  ['a wrong part in base64', 'X-A: {base64:user:{API}}', 'braces'],
  ['8 KiB and one', `X-A: ${'a'.repeat(limits.headerTemplateMaxChars - 4)}`, 'too-long'],
  ['a megabyte of braces', `X-A: ${'{base64:'.repeat(131_072)}`, 'too-long'],
];

describe('parseHeaderTemplate', () => {
  it.each([
    ['a part after text', 'Authorization: Bearer {secret}', 'Authorization', [text('Bearer '), secret]],
    ['a bare part', 'x-api-key: {secret}', 'x-api-key', [secret]],
    ['text alone', 'anthropic-version: 2023-06-01', 'anthropic-version', [text('2023-06-01')]],
    ['no space after the colon', 'X-A:{secret}', 'X-A', [secret]],
    ['much space after the colon', 'X-A: \t  {secret} ', 'X-A', [secret]],
    ['a colon in the value', 'X-A: a:{secret}:b', 'X-A', [text('a:'), secret, text(':b')]],
    ['a tab in the value', 'X-A: a\t{secret}', 'X-A', [text('a\t'), secret]],
    [
      'two parts',
      'X-A: {api_key}/{application_key}',
      'X-A',
      [{ kind: 'part', part: 'api_key' }, text('/'), { kind: 'part', part: 'application_key' }],
    ],
    [
      'base64 of user and secret',
      'Authorization: Basic {base64:api:{secret}}',
      'Authorization',
      [text('Basic '), { kind: 'base64', pieces: [text('api:'), secret] }],
    ],
    [
      'base64 of secret and colon',
      'Authorization: Basic {base64:{secret}:}',
      'Authorization',
      [text('Basic '), { kind: 'base64', pieces: [secret, text(':')] }],
    ],
    [
      'base64 of two parts',
      'Authorization: Basic {base64:{id}:{secret}}',
      'Authorization',
      [text('Basic '), { kind: 'base64', pieces: [{ kind: 'part', part: 'id' }, text(':'), secret] }],
    ],
    ['base64 of text', 'X-A: {base64:abc}', 'X-A', [{ kind: 'base64', pieces: [text('abc')] }]],
    ['base64 of nothing', 'X-A: {base64:}', 'X-A', [{ kind: 'base64', pieces: [] }]],
    ['a part that is called base64', 'X-A: {base64}', 'X-A', [{ kind: 'part', part: 'base64' }]],
    ['a name of every sort of sign', "!#$%&'*+-.^_`|~09azAZ: {secret}", "!#$%&'*+-.^_`|~09azAZ", [secret]],
    [
      'a name that is in every prototype',
      '__proto__: {constructor}',
      '__proto__',
      [{ kind: 'part', part: 'constructor' }],
    ],
  ])('reads %s', (_what, template, name, pieces) => {
    expect(parseHeaderTemplate(template)).toEqual({ name, pieces });
  });

  it.each(refused)('refuses %s (P15)', (_what, template, reason) => {
    expect(() => parseHeaderTemplate(template)).toThrow(failure('header-template-invalid', { reason }));
  });

  it.each([
    'Host',
    'Connection',
    'Content-Length',
    'Transfer-Encoding',
    'TE',
    'Trailer',
    'Upgrade',
    'Keep-Alive',
    'Proxy-Connection',
    'hOsT',
  ])('refuses %s, which steers the request', (name) => {
    expect(() => parseHeaderTemplate(`${name}: {secret}`)).toThrow(
      failure('header-template-invalid', { reason: 'name' }),
    );
  });

  it('never says the value in its error: it may be a secret', () => {
    for (const [, template] of refused) {
      const colon = template.indexOf(':') + 1;
      try {
        if (colon > 1) parseHeaderTemplate(`${template.slice(0, colon)}sk_live_0123${template.slice(colon)}`);
      } catch (caught) {
        expect(JSON.stringify(caught)).not.toContain('sk_live');
      }
    }
    expect(() => parseHeaderTemplate('sk_live_0123')).toThrow(failure('header-template-invalid', { header: null }));
  });

  it('takes or refuses whatever there is, at once', () => {
    const pieces = fc.constantFrom('{', '}', '{base64:', '{secret}', ':', ' ', 'a', '\\', '"', '{a}', '\n', 'é', '$&');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (value) => {
        const template = `X-A: ${value.join('')}`;
        try {
          const parsed = parseHeaderTemplate(template);
          expect(parseHeaderTemplate(normaliseHeaderTemplate(template))).toEqual(parsed);
        } catch (caught) {
          expect(caught).toEqual(failure('header-template-invalid'));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('normaliseHeaderTemplate', () => {
  it.each([
    ['X-A:{secret}', 'X-A: {secret}'],
    ['X-A:    {secret}  ', 'X-A: {secret}'],
    ['X-A: Bearer  {secret}', 'X-A: Bearer  {secret}'],
    ['x-a: {secret}', 'x-a: {secret}'],
  ])('writes %j as %j', (template, normal) => {
    expect(normaliseHeaderTemplate(template)).toBe(normal);
    expect(normaliseHeaderTemplate(normal)).toBe(normal);
  });
});

describe('templateParts', () => {
  it('names each part once, those in base64 too', () => {
    const template = parseHeaderTemplate('X-A: {a} {b} {base64:{a}:{c}}');
    expect(templateParts(template)).toEqual(['a', 'b', 'c']);
  });

  it('is empty for a companion', () => {
    expect(templateParts(parseHeaderTemplate('api-version: v1'))).toEqual([]);
  });
});

describe('isPartName', () => {
  it.each(['a', 'secret', 'api_key', 'k2', 'a'.repeat(64), 'constructor'])('takes %s', (name) => {
    expect(isPartName(name)).toBe(true);
  });

  it.each(['', 'A', '_a', '2k', 'a-b', 'a b', 'a\n', 'ä', 'a'.repeat(65), '__proto__'])('refuses %j', (name) => {
    expect(isPartName(name)).toBe(false);
  });
});
