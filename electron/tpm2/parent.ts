/**
 * The storage root key that objects are sealed under: the machine's own at 0x81000001 where it can be used, else one that
 * is made for the occasion. A TPM makes the same key from the same template until it is cleared.
 */
import { createPrimary, flushedAfter, readPublic } from './commands.ts';
import type { NamedHandle, Tpm } from './connection.ts';
import { objectAttribute, permanent, storageRootKey } from './constants.ts';
import { isTpm2Error, Tpm2Error } from './error.ts';
import { eccTemplate, type PublicArea, type PublicKind, readPublicArea, rsaTemplate } from './public-area.ts';

export type ParentKind = 'persistent' | 'transient';
export type ParentTemplate = 'ecc-p256' | 'rsa-2048';

/** What is kept about the parent of a sealed object, to find it again. */
export interface ParentRecord {
  readonly kind: ParentKind;
  /** What it was made from, or could be. */
  readonly template: ParentTemplate;
  /** 34 bytes: the algorithm and the hash. Part 1, 16. */
  readonly name: Buffer;
}

export interface ParentKey extends NamedHandle {
  readonly kind: PublicKind;
  readonly record: ParentRecord;
}

/** TCG TPM v2.0 Provisioning Guidance, 7.5.1 (storage primary key templates). */
const rootAttributes =
  objectAttribute.fixedTpm |
  objectAttribute.fixedParent |
  objectAttribute.sensitiveDataOrigin |
  objectAttribute.userWithAuth |
  objectAttribute.noDA |
  objectAttribute.restricted |
  objectAttribute.decrypt;

const templates: Record<ParentTemplate, Buffer> = {
  'ecc-p256': eccTemplate(rootAttributes),
  'rsa-2048': rsaTemplate(rootAttributes),
};

/**
 * Runs `work` with the parent, and flushes it where it is transient.
 *
 * @param wanted The parent that an object was sealed under, or undefined to take the best there is.
 * @param work Begun again with another key of the same Name, or any where none is wanted, when it throws 'parent-password'.
 * @throws Tpm2Error 'parent-changed' when no key of this TPM is the wanted one; 'owner-password' when one would have to
 *   be made, and the owner has set a password; 'parent-password'.
 */
export async function withParent<T>(
  tpm: Tpm,
  wanted: ParentRecord | undefined,
  work: (parent: ParentKey) => Promise<T>,
): Promise<T> {
  const fits = (found: PublicArea) => wanted === undefined || found.name.equals(wanted.name);
  // The kind that it was is tried first; the same key may have become the other one.
  const ways = [
    () => withPersistent(tpm, fits, work),
    () => withTransient(tpm, wanted?.template ?? 'ecc-p256', fits, work),
  ];
  let refused: unknown;
  for (const way of wanted?.kind === 'transient' ? ways.reverse() : ways) {
    const outcome = await way().catch((caught) => {
      if (!isTpm2Error(caught, 'owner-password') && !isTpm2Error(caught, 'parent-password')) throw caught;
      refused ??= caught;
    });
    if (outcome) return outcome.result;
  }
  throw refused ?? new Tpm2Error('parent-changed');
}

/**
 * The Name of a key of the endorsement hierarchy: clearing a TPM leaves it as it is, another TPM has another.
 *
 * @returns undefined where the endorsement hierarchy has a password, or is switched off.
 */
export async function endorsementName(tpm: Tpm): Promise<Buffer | undefined> {
  try {
    const { handle, area } = await createPrimary(tpm, permanent.endorsement, templates['ecc-p256']);
    return await flushedAfter(tpm, handle, async () => readPublicArea(area)?.name);
  } catch (caught) {
    if (isTpm2Error(caught, 'wrong-auth') || isTpm2Error(caught, 'refused')) return undefined;
    throw caught;
  }
}

/** @returns undefined where there is none, or none that a vault could rely on. */
async function readStorageRoot(tpm: Tpm): Promise<PublicArea | undefined> {
  const area = await readPublic(tpm, storageRootKey);
  const found = area && readPublicArea(area);
  // Without noDA, lockout would stop even what needs no PIN. With sign it would be no storage key.
  return found && (found.attributes & (rootAttributes | objectAttribute.sign)) === rootAttributes ? found : undefined;
}

/** @returns the outcome of `work`, or undefined where the key is not there or does not fit. */
type Attempt<T> = Promise<{ result: T } | undefined>;
type Fits = (found: PublicArea) => boolean;
type Work<T> = (parent: ParentKey) => Promise<T>;

async function withPersistent<T>(tpm: Tpm, fits: Fits, work: Work<T>): Attempt<T> {
  const found = await readStorageRoot(tpm);
  return found && fits(found) ? { result: await work(keyOf(storageRootKey, 'persistent', found)) } : undefined;
}

/** @throws Tpm2Error 'owner-password' */
async function withTransient<T>(tpm: Tpm, template: ParentTemplate, fits: Fits, work: Work<T>): Attempt<T> {
  const { handle, area } = await createPrimary(tpm, permanent.owner, templates[template]).catch((caught) => {
    throw isTpm2Error(caught, 'wrong-auth') ? new Tpm2Error('owner-password', { cause: caught }) : caught;
  });
  return flushedAfter(tpm, handle, async () => {
    const found = readPublicArea(area);
    if (found === undefined || found.attributes !== rootAttributes) throw new Tpm2Error('malformed-answer');
    return fits(found) ? { result: await work(keyOf(handle, 'transient', found)) } : undefined;
  });
}

function keyOf(handle: number, kind: ParentKind, { name, kind: key }: PublicArea): ParentKey {
  const template = key.type === 'rsa' ? 'rsa-2048' : 'ecc-p256';
  return { handle, name, kind: key, record: { kind, template, name } };
}
