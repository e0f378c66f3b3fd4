import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../electron/delivery/subject.ts';
import { variablesOf } from '../../../electron/delivery/variable-names.ts';
import { catalogue, findIssuer } from '../../../shared/catalogue/catalogue.ts';
import { shapeOf } from '../../support/format-shapes.ts';
import { wholeKey } from '../../support/whole-keys.ts';

const partsOf = (issuer: string) => findIssuer(issuer)!.parts.map(({ name }) => name);
const variablesFor = (issuer: string | null, parts: readonly string[], envName: string | null = null) => {
  const { record } = wholeKey('my-key', 'x', { issuer, envName });
  return variablesOf(subjectOf({ ...record, parts: [...parts] }), 'env').map(({ variable }) => variable);
};

describe('variablesOf', () => {
  it.each([
    ['aws', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
    ['datadog', ['DD_API_KEY', 'DD_APP_KEY']],
    ['algolia', ['ALGOLIA_API_KEY', 'ALGOLIA_APPLICATION_ID']],
    ['twilio', ['TWILIO_API_KEY', 'TWILIO_API_SECRET']],
    ['cloudflare-global-key', ['CLOUDFLARE_EMAIL', 'CLOUDFLARE_API_KEY']],
  ])("names the parts of a key of %s as the issuer's own programs do, in any order", (issuer, variables) => {
    const parts = partsOf(issuer);
    expect(variablesFor(issuer, parts)).toEqual(variables);
    expect(variablesFor(issuer, parts.toReversed())).toEqual(variables.toReversed());
  });

  it('names them after the key where the key has a variable, or the issuer has none for one of them', () => {
    expect(variablesFor('aws', partsOf('aws'), 'X')).toEqual(['X_ACCESS_KEY_ID', 'X_SECRET_ACCESS_KEY']);
    expect(variablesFor('aws', ['access_key_id', 'other'])).toEqual(['MY_KEY_ACCESS_KEY_ID', 'MY_KEY_OTHER']);
    expect(variablesFor('atlassian-jira', partsOf('atlassian-jira'))).toEqual(['MY_KEY_EMAIL', 'MY_KEY_API_TOKEN']);
    expect(variablesFor(null, ['a', 'b'])).toEqual(['MY_KEY_A', 'MY_KEY_B']);
    expect(variablesFor('nobody', ['a', 'b'])).toEqual(['MY_KEY_A', 'MY_KEY_B']);
  });

  it('names a plain secret after the key', () => {
    expect(variablesFor('github', ['secret'])).toEqual(['MY_KEY']);
    expect(variablesOf(shapeOf([]).subject, 'env')).toEqual([{ part: 'secret', variable: 'ACME_KEY' }]);
  });

  it('never names two parts alike', () => {
    for (const { id, parts } of catalogue) {
      const variables = variablesFor(
        id,
        parts.map(({ name }) => name),
      );
      expect(new Set(variables).size, id).toBe(parts.length);
    }
  });
});
