/** Places for tests: one to vary, and any. */
import fc from 'fast-check';
import { noContext, type Place, type SealedTable } from '../../electron/vault/place.ts';

export const sealedTables: readonly SealedTable[] = [
  'api-key',
  'secret',
  'details',
  'event',
  'index-head',
  'secret-head',
];

export function placeOf(members: Partial<Place>): Place {
  return {
    vaultId: Buffer.alloc(16, 0xa1),
    generation: 7,
    table: 'secret',
    recordId: Buffer.alloc(16, 0xb2),
    edition: 0,
    revision: 9,
    context: Buffer.alloc(32, 0xc3),
    ...members,
  };
}

export function bytesOf(length: number): fc.Arbitrary<Buffer> {
  return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes));
}

export const places: fc.Arbitrary<Place> = fc.record({
  vaultId: bytesOf(16),
  generation: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  table: fc.constantFrom(...sealedTables),
  recordId: bytesOf(16),
  edition: fc.integer({ min: 0, max: 255 }),
  revision: fc.maxSafeNat(),
  context: fc.oneof(fc.constant(noContext), bytesOf(32)),
});

/** For each member a place that differs in it alone. */
export function neighbours(place: Place): [string, Place][] {
  const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)));
  const otherContext = place.context.length === 0 ? Buffer.alloc(32) : flipped(place.context);
  const tables = sealedTables.filter((table) => table !== place.table);
  return [
    ['another vault', { ...place, vaultId: flipped(place.vaultId) }],
    ['another generation', { ...place, generation: place.generation === 0 ? 1 : place.generation - 1 }],
    ...tables.map((table): [string, Place] => [`the table ${table}`, { ...place, table }]),
    ['another record', { ...place, recordId: flipped(place.recordId) }],
    ['another edition', { ...place, edition: place.edition ^ 1 }],
    ['the next revision', { ...place, revision: place.revision === 0 ? 1 : place.revision - 1 }],
    ['another context', { ...place, context: otherContext }],
    ['no context', { ...place, context: place.context.length === 0 ? Buffer.alloc(32, 1) : noContext }],
  ];
}
