import { describe, expect, it } from 'vitest';
import { choose } from '../../../../shared/recognise/choose.ts';
import type { Match } from '../../../../shared/recognise/match.ts';

const match = (issuerId: string, confidence: Match['confidence'], start = 0): Match => ({
  issuerId,
  confidence,
  form: 'secret',
  reason: { code: 'form', text: '' },
  parts: [{ name: 'secret', start, length: 9, prefix: '' }],
  envName: null,
  expiresAt: null,
});

describe('choose', () => {
  it('takes the best match', () => {
    const best = match('one', 'certain');
    expect(choose([best, match('two', 'likely')])).toEqual({ kind: 'one', match: best });
    expect(choose([best])).toEqual({ kind: 'one', match: best });
  });

  it('takes no ambiguous match, unless the user names its issuer', () => {
    const weak = match('two', 'ambiguous');
    expect(choose([match('one', 'ambiguous'), weak])).toEqual({ kind: 'none' });
    expect(choose([match('one', 'ambiguous'), weak], 'two')).toEqual({ kind: 'one', match: weak });
    expect(choose([match('one', 'certain')], 'two')).toEqual({ kind: 'none' });
  });

  it('takes neither of two issuers that are as likely', () => {
    expect(choose([match('one', 'likely'), match('two', 'likely')])).toEqual({ kind: 'none' });
  });

  it('says so where there is more than one secret', () => {
    expect(choose([match('one', 'certain'), match('two', 'likely', 20)])).toEqual({ kind: 'several' });
    expect(choose([match('one', 'certain'), match('one', 'certain', 20)])).toEqual({ kind: 'several' });
  });

  it('answers none for nothing', () => {
    expect(choose([])).toEqual({ kind: 'none' });
  });
});
