import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IndexHead, openHead, type SecretHead, sealHead } from '../../../electron/vault/head.ts';
import { headRecordId, noContext } from '../../../electron/vault/place.ts';
import { seal } from '../../../electron/vault/sealing.ts';
import { failure } from '../../support/failure.ts';
import { bytesOf } from '../../support/places.ts';

const subkey = createSecretKey(randomBytes(32));
const home = { vaultId: Buffer.alloc(16, 1), generation: 1 };
const links = fc.record({ seq: fc.maxSafeNat(), hash: bytesOf(32) });
const manifests = fc.record({
  rows: fc.integer({ min: -1000, max: 1_000_000 }),
  sum: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
});
const indexHeads: fc.Arbitrary<IndexHead> = fc.record({
  manifest: manifests,
  audit: links,
  pruned: links,
  secretRevision: fc.integer({ min: 1 }),
});
const secretHeads: fc.Arbitrary<SecretHead> = fc.record({ manifest: manifests, confirmed: links, pruned: links });
const revisions = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('sealHead and openHead', () => {
  it('are the identity', () => {
    fc.assert(
      fc.property(indexHeads, secretHeads, revisions, (index, secret, revision) => {
        const sealed = sealHead(subkey, home, 'index', revision, index);
        expect(openHead(subkey, home, 'index', sealed)).toEqual(index);
        expect(openHead(subkey, home, 'secret', sealHead(subkey, home, 'secret', revision, secret))).toEqual(secret);
      }),
    );
  });
});

describe('openHead', () => {
  const link = { seq: 1, hash: Buffer.alloc(32) };
  const manifest = { rows: 1, sum: 1n };
  const secret = sealHead(subkey, home, 'secret', 5, { manifest, confirmed: link, pruned: link });
  const off = failure('manifest-mismatch');

  it.each([
    ['the other side', home, 'index', secret],
    ['another revision', home, 'secret', { ...secret, revision: 6 }],
    ['another generation', { ...home, generation: 2 }, 'secret', secret],
    ['another vault', { ...home, vaultId: Buffer.alloc(16, 2) }, 'secret', secret],
  ] as const)('refuses a head of %s (K4)', (_what, where, side, row) => {
    expect(() => openHead(subkey, where, side, row)).toThrow(off);
  });

  const json = {
    rows: 1,
    sum: '00'.repeat(32),
    confirmed: { seq: 1, hash: '00'.repeat(32) },
    pruned: { seq: 0, hash: '00'.repeat(32) },
  };

  it.each([
    ['a member more', { ...json, more: 1 }],
    ['a member less', { ...json, pruned: undefined }],
    ['a sum that is too short', { ...json, sum: '00' }],
    ['a sum in capitals', { ...json, sum: 'AA'.repeat(32) }],
    ['a count that is no number', { ...json, rows: '1' }],
    ['a count beyond 2^53', { ...json, rows: 2 ** 60 }],
    ['a link with a negative number', { ...json, confirmed: { seq: -1, hash: '00'.repeat(32) } }],
    ['a link with a member more', { ...json, confirmed: { ...json.confirmed, more: 1 } }],
    ['an array', [json]],
    ['null', null],
  ])('refuses a head with %s, though it was sealed rightly', (_what, content) => {
    const place = {
      ...home,
      table: 'secret-head',
      recordId: headRecordId,
      edition: 0,
      revision: 5,
      context: noContext,
    } as const;
    const sealed = seal(subkey, place, Buffer.from(JSON.stringify(content)));
    expect(() => openHead(subkey, home, 'secret', { revision: 5, sealed })).toThrow(off);
  });
});
