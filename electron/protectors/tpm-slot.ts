/**
 * What a TPM does for a slot: keeps 32 random bytes for each side, which wrap the vault's keys. Those of the index side it
 * gives to this machine, also during lockout; those of the secret side for the PIN alone, where there is one.
 */
import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import {
  endorsementName,
  isTpm2Error,
  type ParentRecord,
  readLockout,
  type SealedObject,
  type SealingSession,
  type Tpm,
  withSealing,
} from '../tpm2/index.ts';
import type { Side, SlotPlace, VaultKeys } from '../vault/ports.ts';
import { unwrap, wipeKeys, wrap } from './key-wraps.ts';
import type { TpmBody } from './tpm-body.ts';
import { guessesLeft, requireTriesLeft } from './tpm-lockout.ts';

const rootBytes = 32;

/**
 * Seals two new roots, has them unsealed once, and wraps the keys under them.
 *
 * @throws KeybearerError 'tpm-lockout' for a slot with a PIN; Tpm2Error.
 */
export async function makeTpmSlot(
  tpm: Tpm,
  place: SlotPlace,
  keys: VaultKeys,
  pin: Buffer | undefined,
): Promise<Omit<TpmBody, 'device'>> {
  if (pin !== undefined) await requireTriesLeft(tpm);
  const roots = { index: randomBytes(rootBytes), secret: randomBytes(rootBytes) };
  const authValue = pin && pinAuthValue(pin);
  try {
    const sealed = await withSealing(tpm, undefined, async (sealing) => ({
      parent: sealing.parent,
      index: await sealAndCheck(sealing, roots.index, undefined),
      secret: await sealAndCheck(sealing, roots.secret, authValue),
    }));
    const endorsement = await endorsementName(tpm);
    return {
      index: wrap(roots.index, place, 'index', 'outer', keys.index).toString('base64'),
      secret: wrap(roots.secret, place, 'secret', 'outer', keys.secret).toString('base64'),
      parent: { ...sealed.parent, name: sealed.parent.name.toString('base64') },
      ...(endorsement && { endorsement: endorsement.toString('base64') }),
      indexObject: textOf(sealed.index),
      secretObject: textOf(sealed.secret),
    };
  } finally {
    wipeKeys(roots);
    authValue?.fill(0);
  }
}

/**
 * @param pin For the secret side of a slot that takes one.
 * @throws KeybearerError 'tpm-lockout', 'wrong-pin', 'slot-damaged', 'tpm-cleared', 'tpm-replaced'; Tpm2Error.
 */
export async function openTpmSlot(
  tpm: Tpm,
  place: SlotPlace,
  body: TpmBody,
  sides: readonly Side[],
  pin: Buffer | undefined,
): Promise<Partial<VaultKeys>> {
  if (pin !== undefined) await requireTriesLeft(tpm);
  const parent = { ...body.parent, name: Buffer.from(body.parent.name, 'base64') };
  const opened: Partial<VaultKeys> = {};
  try {
    await withKnownSealing(tpm, parent, body, async (sealing) => {
      for (const side of sides) opened[side] = await openSide(tpm, sealing, place, body, side, pin);
    });
    return opened;
  } catch (caught) {
    wipeKeys(opened);
    throw caught;
  }
}

async function openSide(
  tpm: Tpm,
  sealing: SealingSession,
  place: SlotPlace,
  body: TpmBody,
  side: Side,
  pin: Buffer | undefined,
): Promise<Buffer> {
  const authValue = side === 'secret' && pin ? pinAuthValue(pin) : undefined;
  const object = bytesOf(side === 'secret' ? body.secretObject : body.indexObject);
  const root = await sealing
    .unseal(object, authValue)
    .catch(async (caught) => {
      if (!isTpm2Error(caught, 'wrong-auth')) throw caught;
      if (authValue === undefined) throw new KeybearerError('slot-damaged', {}, caught);
      const { triesLeft } = guessesLeft(await readLockout(tpm));
      throw new KeybearerError('wrong-pin', { triesLeft }, caught);
    })
    .finally(() => authValue?.fill(0));
  try {
    return unwrap(root, place, side, 'outer', Buffer.from(body[side], 'base64'));
  } finally {
    root.fill(0);
  }
}

/** As `withSealing`, but tells what has become of a TPM that does not have the slot's parent. */
async function withKnownSealing(
  tpm: Tpm,
  parent: ParentRecord,
  { endorsement }: TpmBody,
  work: (sealing: SealingSession) => Promise<void>,
): Promise<void> {
  try {
    await withSealing(tpm, parent, work);
  } catch (caught) {
    if (!isTpm2Error(caught, 'parent-changed') || endorsement === undefined) throw caught;
    const now = await endorsementName(tpm);
    if (now === undefined) throw caught;
    const same = now.equals(Buffer.from(endorsement, 'base64'));
    throw new KeybearerError(same ? 'tpm-cleared' : 'tpm-replaced', {}, caught);
  }
}

async function sealAndCheck(
  sealing: SealingSession,
  root: Buffer,
  authValue: Buffer | undefined,
): Promise<SealedObject> {
  const sealed = await sealing.seal(root, authValue);
  const again = await sealing.unseal(sealed, authValue);
  const same = again.length === root.length && timingSafeEqual(again, root);
  again.fill(0);
  if (!same) throw new KeybearerError('tpm-failed', { reason: 'not-kept' });
  return sealed;
}

/**
 * A PIN may be longer than the 32 bytes that an auth value has at most, so it goes through HKDF. Nothing slow: the TPM
 * counts guesses. No salt: it is kept nowhere but in the TPM's own wrap, and a slot whose id was altered must not be taken
 * for a wrong PIN, which would count.
 */
export function pinAuthValue(pin: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', pin, Buffer.alloc(0), 'keybearer/1/tpm/pin', rootBytes));
}

function textOf(sealed: SealedObject) {
  return { public: sealed.public.toString('base64'), private: sealed.private.toString('base64') };
}

function bytesOf(sealed: { readonly public: string; readonly private: string }): SealedObject {
  return { public: Buffer.from(sealed.public, 'base64'), private: Buffer.from(sealed.private, 'base64') };
}
