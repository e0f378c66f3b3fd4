import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bound, normalisePolicy, policyHash, sameBound } from '../../../electron/vault/policy.ts';
import { failure } from '../../support/failure.ts';

const none = { askBeforeUse: false, headers: [], origins: [] };
const bound: Bound = {
  name: 'Key',
  policy: {
    askBeforeUse: false,
    headers: ['X-A: {secret}', 'X-B: 1'],
    origins: ['https://a.example', 'https://b.example'],
  },
};

const ports = fc.uniqueArray(fc.integer({ min: 1, max: 442 }), { maxLength: 6 });
const headerNames = fc.uniqueArray(fc.stringMatching(/^X-[A-Z][a-z]{0,6}$/), {
  maxLength: 4,
  selector: (name) => name.toLowerCase(),
});
const policies = fc.record({
  askBeforeUse: fc.boolean(),
  headers: headerNames.map((all) => all.map((name) => `${name}:  {secret} `)),
  origins: ports.map((all) => all.map((port) => `HTTPS://A.example:${port}/`)),
});

describe('normalisePolicy', () => {
  it('sorts origins, holds each once, and keeps the order of headers', () => {
    const origins = ['https://b.example', 'https://a.example/', 'HTTPS://B.example:443'];
    expect(normalisePolicy({ ...none, origins, headers: ['X-B:{secret}', 'X-A: 1'] })).toEqual({
      askBeforeUse: false,
      headers: ['X-B: {secret}', 'X-A: 1'],
      origins: ['https://a.example', 'https://b.example'],
    });
  });

  it('has one form for each policy', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const normal = normalisePolicy(policy);
        expect(normalisePolicy(normal)).toEqual(normal);
        const shuffled = { ...policy, origins: [...policy.origins].reverse() };
        expect(policyHash({ name: 'k', policy: normalisePolicy(shuffled) })).toEqual(
          policyHash({ name: 'k', policy: normal }),
        );
      }),
    );
  });

  it('refuses a header twice, in any case', () => {
    const headers = ['X-A: {secret}', 'x-a: 1'];
    expect(() => normalisePolicy({ ...none, headers })).toThrow(
      failure('header-template-invalid', { reason: 'twice' }),
    );
  });
});

describe('policyHash', () => {
  it('is the same for another spelling of the same name', () => {
    expect(sameBound(bound, { ...bound, name: 'kEY' })).toBe(true);
    expect(sameBound(bound, { ...bound, name: '\uff2bey' })).toBe(true);
  });

  it.each<[string, Bound]>([
    ['another name', { ...bound, name: 'other' }],
    ['asking before use', { ...bound, policy: { ...bound.policy, askBeforeUse: true } }],
    ['another origin', { ...bound, policy: { ...bound.policy, origins: ['https://a.example', 'https://c.example'] } }],
    ['one origin less', { ...bound, policy: { ...bound.policy, origins: ['https://a.example'] } }],
    ['no origin', { ...bound, policy: { ...bound.policy, origins: [] } }],
    ['another header', { ...bound, policy: { ...bound.policy, headers: ['X-A: {secret}', 'X-B: 2'] } }],
    ['headers in another order', { ...bound, policy: { ...bound.policy, headers: ['X-B: 1', 'X-A: {secret}'] } }],
    [
      'a header among the origins',
      {
        ...bound,
        policy: { ...bound.policy, headers: ['X-A: {secret}'], origins: ['X-B: 1', ...bound.policy.origins] },
      },
    ],
    ['two headers as one', { ...bound, policy: { ...bound.policy, headers: ['X-A: {secret}","X-B: 1'] } }],
  ])('differs for %s (K4)', (_what, other) => {
    expect(policyHash(other)).not.toEqual(policyHash(bound));
    expect(sameBound(bound, other)).toBe(false);
  });

  it('does not depend on the order of members, nor on others', () => {
    const { askBeforeUse, headers, origins } = bound.policy;
    const same = { policy: { origins, headers, askBeforeUse, more: 1 }, name: bound.name, id: 7 };
    expect(policyHash(same)).toEqual(policyHash(bound));
  });
});
