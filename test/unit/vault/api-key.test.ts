import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiKeyRecord, decodeRecord, encodeRecord } from '../../../electron/vault/api-key.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const text = (maxLength: number, minLength = 0) => fc.string({ unit: 'binary', minLength, maxLength });
const instants = fc.maxSafeNat();
const sources = fc.option(fc.constantFrom('typed', 'token', 'issuer'));
const parts = fc.array(text(limits.partNameMaxChars / 2), { minLength: 1, maxLength: limits.partsMax });
const records = fc.record({
  name: text(limits.nameMaxChars / 2, 1),
  issuer: fc.option(text(90, 1)),
  account: fc.option(text(90, 1)),
  environment: fc.option(text(90, 1)),
  tags: fc.array(text(30), { maxLength: 5 }),
  policy: fc.record({
    askBeforeUse: fc.boolean(),
    headers: fc.array(text(100), { maxLength: 4 }),
    origins: fc.array(text(100), { maxLength: 4 }),
  }),
  parts,
  envName: fc.option(text(60)),
  createdAt: instants,
  expiresAt: fc.option(instants),
  expirySource: sources,
  rotatedAt: fc.option(instants),
  previous: fc.option(
    fc.record({ parts, expiresAt: fc.option(instants), expirySource: sources, rotatedAt: fc.option(instants) }),
  ),
  leadDays: fc.option(fc.array(fc.nat(limits.leadDayMax), { maxLength: limits.leadDaysMax })),
  managementUrl: fc.option(text(200)),
  removedAt: fc.option(instants),
  reminders: fc.option(
    fc.record({
      expiresAt: instants,
      said: fc.array(fc.integer({ min: -1, max: limits.leadDayMax }), { maxLength: limits.saidLeadsMax }),
      snooze: fc.option(fc.record({ at: instants, until: instants })),
      claimedAt: fc.option(instants),
    }),
    { nil: undefined },
  ),
}) as fc.Arbitrary<ApiKeyRecord>;

describe('encodeRecord and decodeRecord', () => {
  it('are the identity, whatever the texts are', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(decodeRecord(encodeRecord(record))).toEqual(record);
      }),
    );
  });
});

const base: ApiKeyRecord = {
  name: 'k',
  issuer: null,
  account: null,
  environment: null,
  tags: [],
  policy: { askBeforeUse: false, headers: [], origins: [] },
  parts: ['secret'],
  envName: null,
  createdAt: 0,
  expiresAt: null,
  expirySource: null,
  rotatedAt: null,
  previous: null,
  leadDays: null,
  managementUrl: null,
  removedAt: null,
};

const unsaid = { expiresAt: 1, said: [], snooze: null, claimedAt: null };

describe('decodeRecord', () => {
  it.each<[string, object]>([
    ['an empty name', { name: '' }],
    ['a name of 129 characters', { name: 'x'.repeat(129) }],
    ['a name that is no text', { name: 1 }],
    ['no name', { name: undefined }],
    ['a negative instant', { createdAt: -1 }],
    ['half an instant', { createdAt: 0.5 }],
    ['an instant beyond 2^53', { expiresAt: 2 ** 60 }],
    ['an instant in words', { expiresAt: '2027' }],
    ['another source', { expirySource: 'guessed' }],
    ['no part', { parts: [] }],
    ['nine parts', { parts: Array(9).fill('p') }],
    ['33 tags', { tags: Array(33).fill('t') }],
    ['33 origins', { policy: { ...base.policy, origins: Array(33).fill('o') } }],
    ['a policy with a member more', { policy: { ...base.policy, more: 1 } }],
    ['a policy without origins', { policy: { askBeforeUse: false, headers: [] } }],
    ['asking that is no boolean', { policy: { ...base.policy, askBeforeUse: 0 } }],
    ['a lead day too far', { leadDays: [3651] }],
    ['reminders that are null', { reminders: null }],
    ['33 leads that were said', { reminders: { ...unsaid, said: Array(33).fill(1) } }],
    ['a lead that there is none of', { reminders: { ...unsaid, said: [-2] } }],
    ['a snooze without an end', { reminders: { ...unsaid, snooze: { at: 1 } } }],
    ['reminders with a member more', { reminders: { ...unsaid, more: 1 } }],
    [
      'a previous secret with a member more',
      { previous: { parts: ['p'], expiresAt: null, expirySource: null, rotatedAt: null, more: 1 } },
    ],
    ['a member more', { more: 1 }],
  ])('refuses %s', (_what, members) => {
    const bytes = Buffer.from(JSON.stringify({ ...base, ...members }));
    expect(() => decodeRecord(bytes)).toThrow(failure('record-corrupt', { table: 'api-key' }));
  });

  it.each(['', '{', 'null', '[]', '1', '"x"', '{}', '[['.repeat(5000)])('refuses %j', (json) => {
    expect(() => decodeRecord(Buffer.from(json))).toThrow(failure('record-corrupt'));
  });

  it('takes no member from a prototype', () => {
    const { name: _name, ...rest } = base;
    const json = `{"__proto__":{"name":"x"},${JSON.stringify(rest).slice(1)}`;
    expect(() => decodeRecord(Buffer.from(json))).toThrow(failure('record-corrupt'));
  });
});
