/**
 * A place: where a sealed row belongs. It is the additional data of the seal, so that a row opens there and nowhere else
 * (docs/vault-format.md, "Places").
 */
import { KeybearerError } from '../../shared/errors.ts';

/** One byte each in the additional data; never reused for another meaning. */
const tableCodes = { 'api-key': 1, secret: 2, details: 3, event: 4, 'index-head': 5, 'secret-head': 6 } as const;

export type SealedTable = keyof typeof tableCodes;

/** The first byte of every place, wrap and seal. */
export const formatVersion = 1;

export interface Place {
  /** 16 bytes. */
  readonly vaultId: Buffer;
  readonly generation: number;
  readonly table: SealedTable;
  /** 16 bytes: an ApiKey's id; for events their number, for heads zeros. */
  readonly recordId: Buffer;
  /** 0 the current, 1 the previous secret; 0 in every other table. */
  readonly edition: number;
  readonly revision: number;
  /** 32 bytes: the name tag of a record (none in the trash), the policy hash of a secret; else empty. */
  readonly context: Buffer;
}

/** An encoded place without its context. */
export const placeBytes = 1 + 16 + 4 + 1 + 16 + 1 + 8;
export const noContext = Buffer.alloc(0);
export const headRecordId = Buffer.alloc(16);

/**
 * Encodes a place: version, vault id, generation (u32), table, record id, edition, revision (u64), context; big-endian.
 *
 * @throws KeybearerError 'record-corrupt' when a member does not fit its field: an altered row says nothing by overflow.
 */
export function encodePlace(place: Place): Buffer {
  if (!fits(place)) throw new KeybearerError('record-corrupt', { table: place.table });
  const encoded = Buffer.allocUnsafe(placeBytes + place.context.length);
  encoded[0] = formatVersion;
  place.vaultId.copy(encoded, 1);
  encoded.writeUInt32BE(place.generation, 17);
  encoded[21] = tableCodes[place.table];
  place.recordId.copy(encoded, 22);
  encoded[38] = place.edition;
  encoded.writeUInt32BE(Math.floor(place.revision / 2 ** 32), 39);
  encoded.writeUInt32BE(place.revision >>> 0, 43);
  place.context.copy(encoded, placeBytes);
  return encoded;
}

function fits({ vaultId, generation, recordId, edition, revision, context }: Place): boolean {
  const sizes = vaultId.length === 16 && recordId.length === 16 && (context.length === 0 || context.length === 32);
  return sizes && isNatural(generation, 2 ** 32 - 1) && isNatural(edition, 255) && isNatural(revision);
}

function isNatural(value: number, max = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

/**
 * The 16-byte record id of an event: its number, big-endian, in the last eight bytes.
 *
 * @throws KeybearerError 'record-corrupt' when it is no number of an event.
 */
export function eventRecordId(seq: number): Buffer {
  if (!isNatural(seq)) throw new KeybearerError('record-corrupt', { table: 'event' });
  const id = Buffer.alloc(16);
  id.writeBigUInt64BE(BigInt(seq), 8);
  return id;
}
