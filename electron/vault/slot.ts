/** Slots: the ways to get the vault's keys, as the file lists them. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Credentials, Protector, SlotKind, SlotPlace, SlotRow, VaultMeta } from './ports.ts';

export interface Slot {
  /** 16 bytes. */
  readonly id: Buffer;
  readonly kind: SlotKind;
  readonly createdAt: number;
  /** JSON, not trusted: its protector parses it. */
  readonly body: unknown;
}

export type Protectors = Readonly<Record<SlotKind, Protector>>;

const kinds: readonly SlotKind[] = ['keychain', 'tpm', 'passphrase', 'recovery'];

/** @throws KeybearerError 'slot-damaged', with the slot's id: its siblings may still do. */
export function parseSlot(row: SlotRow): Slot {
  const kind = kinds.find((known) => known === row.kind);
  const damaged = new KeybearerError('slot-damaged', { slotId: row.id.toString('hex') });
  if (kind === undefined || row.id.length !== 16 || row.body.length > limits.slotBodyMaxChars) throw damaged;
  try {
    return { id: row.id, kind, createdAt: row.createdAt, body: JSON.parse(row.body) };
  } catch (cause) {
    throw new KeybearerError('slot-damaged', { slotId: row.id.toString('hex') }, cause);
  }
}

/** The slots that can be read; damaged ones are left to doctor, which names them. */
export function readableSlots(rows: readonly SlotRow[]): Slot[] {
  return rows.slice(0, limits.slotsMax).flatMap((row) => {
    try {
      return [parseSlot(row)];
    } catch {
      return [];
    }
  });
}

/** Whether nothing has to be typed for its index side. */
export function opensByItself({ kind }: Pick<Slot, 'kind'>): boolean {
  return kind !== 'passphrase' && kind !== 'recovery';
}

export function slotPlace(meta: Pick<VaultMeta, 'vaultId' | 'generation'>, slot: Pick<Slot, 'id' | 'kind'>): SlotPlace {
  return { vaultId: meta.vaultId, generation: meta.generation, slotId: slot.id, kind: slot.kind };
}

/** The kinds that open without anything but perhaps a PIN, the stronger one first. */
const everyday: readonly SlotKind[] = ['tpm', 'keychain'];

/**
 * The slots that fit what the user handed over: a recovery code or a passphrase names its kind, else the TPM's, or where
 * there is none the keychain's. Never a weaker one because a stronger failed (C5): that is for the user to name.
 *
 * @param named The kind to open, where the user says so.
 * @throws KeybearerError 'passphrase-needed' or 'recovery-code-needed' where the vault has only slots that need one,
 *   'no-slot-fits' where it has none of the kind that was named.
 */
export function fittingSlots(slots: readonly Slot[], credentials: Credentials, named?: SlotKind): Slot[] {
  const kind = credentials.recoveryCode ? 'recovery' : credentials.passphrase ? 'passphrase' : named;
  const wanted = kind ?? everyday.find((candidate) => slots.some((slot) => slot.kind === candidate));
  const fitting = slots.filter((slot) => slot.kind === wanted);
  if (fitting.length > 0) return fitting;
  if (kind !== undefined) throw new KeybearerError('no-slot-fits', { kind });
  if (slots.some((slot) => slot.kind === 'passphrase')) throw new KeybearerError('passphrase-needed');
  if (slots.some((slot) => slot.kind === 'recovery')) throw new KeybearerError('recovery-code-needed');
  throw new KeybearerError('no-slot-fits', { kind: null });
}
