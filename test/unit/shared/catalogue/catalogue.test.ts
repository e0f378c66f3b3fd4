import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillHeaders, wipeHeaders } from '../../../../electron/vault/header-value.ts';
import { checkFields, checkPolicy } from '../../../../electron/vault/use-cases/key-fields.ts';
import { catalogue, findIssuer } from '../../../../shared/catalogue/catalogue.ts';
import { type Issuer, issuerSchema } from '../../../../shared/catalogue/issuer.ts';
import { limits } from '../../../../shared/limits.ts';
import { recognise } from '../../../../shared/recognise/recognise.ts';
import { madeUpSecret } from '../../../support/made-up-secret.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';

const entries = catalogue.map((issuer) => [issuer.id, issuer] as const);
const shapes = catalogue.flatMap((issuer) =>
  issuer.parts.flatMap((part) => part.shapes.map((shape) => [issuer.id, shape.words, part.name, shape] as const)),
);

describe('the catalogue', () => {
  it('has the issuers that it is meant to have, each once', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(52);
    expect(ids.slice(0, 3)).toEqual(['trend-server-workload', 'trend-cloud-one', 'trend-vision-one']);
    expect(findIssuer('github')?.name).toBe('GitHub');
    expect(findIssuer('nobody')).toBeUndefined();
  });

  it.each(entries)('%s fits the schema', (_id, issuer) => {
    expect(issuerSchema.safeParse(issuer).error?.issues ?? []).toEqual([]);
  });

  it.each(entries)('%s is taken by the vault as it is', (_id, issuer) => {
    const { id, parts, headers, origins, page } = issuer;
    const before = { askBeforeUse: false, headers: [], origins: [] };
    expect(checkPolicy({ headers, origins }, before).headers).toEqual(headers);
    checkFields({ issuer: id, ...(page !== undefined && { managementUrl: page }) });
    for (const envName of parts.flatMap((part) => part.envNames)) checkFields({ envName });
    expect(parts.length).toBeLessThanOrEqual(limits.partsMax);
    const secret = parts.map(({ name }) => ({ name, bytes: Buffer.from(`a-${name}`) }));
    const lines = fillHeaders(headers, secret);
    expect(lines.length).toBe(headers.length);
    wipeHeaders(lines);
  });

  it('gives each environment variable to one part of one issuer', () => {
    const names = catalogue.flatMap(({ parts }) => parts.flatMap(({ envNames }) => envNames));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(shapes)('%s: a made-up text of the form "%s" is recognised', (id, _words, part, shape) => {
    const random = new SeededRandom(1);
    for (let round = 0; round < 50; round++) {
      const sample = madeUpSecret(shape, random);
      expect(sample).toMatch(new RegExp(`^(?:${shape.expression.source})$`));
      const match = recognise(sample).find(({ issuerId }) => issuerId === id);
      expect(match?.confidence).toBe(shape.confidence);
      expect(match?.parts).toMatchObject([{ name: part, start: 0, length: sample.length }]);
      expect(shape.prefixes.length === 0 || shape.prefixes.some((prefix) => sample.startsWith(prefix))).toBe(true);
      if (shape.confidence === 'certain') expect(recognise(sample).map(({ issuerId }) => issuerId)).toEqual([id]);
    }
  });

  it.each([
    ['an id with capitals', { id: 'GitHub' }],
    ['a header that is no template', { headers: ['X-Key {secret}'] }],
    ['a header for a part that is not there', { headers: ['X-Key: {secret}', 'X-App: {app}'] }],
    ['no header for a part', { headers: ['X-Version: 1'] }],
    ['an origin with a path', { origins: ['https://api.example.com/v1'] }],
    ['an origin for any host', { origins: ['https://*.example.com'] }],
    ['no origin, and nothing to ask for', { origins: [] }],
    ['a page without https', { page: 'http://example.com' }],
    ['a variable in small letters', { parts: [{ name: 'secret', envNames: ['token'], shapes: [] }] }],
    ['a header where there is none', { use: 'environment' }],
    ['an unknown member', { colour: 'red' }],
    ['an unbounded form', { parts: [withForm(/ab+/)] }],
    ['a form with a flag', { parts: [withForm(/ab/i)] }],
  ])('refuses %s', (_what, change) => {
    expect(issuerSchema.safeParse(findIssuer('github')).success).toBe(true);
    expect(issuerSchema.safeParse({ ...findIssuer('github'), ...change }).success).toBe(false);
  });

  it('is listed in docs/catalogue.md as it is', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../docs/catalogue.md'), 'utf8');
    const rows = text.split('\n').filter((line) => /^\| `/.test(line));
    expect(rows).toEqual(catalogue.map(row));
  });
});

function withForm(expression: RegExp): Issuer['parts'][number] {
  return {
    name: 'secret',
    envNames: [],
    shapes: [{ expression, prefixes: [], confidence: 'certain', words: 'a form' }],
  };
}

/** A row of the table in docs/catalogue.md. */
function row({ id, name, use, headers, parts, origins }: Issuer): string {
  const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join('<br>');
  const sent =
    headers.length > 0 ? code(headers) : { 'url-path': 'in the path', environment: 'environment' }[use as string];
  const variables = code(parts.flatMap(({ envNames }) => envNames));
  return `| \`${id}\` | ${name} | ${sent ?? 'not confirmed'} | ${variables} | ${origins.length > 0 ? code(origins) : 'asked'} |`;
}
