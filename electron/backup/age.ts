/**
 * The age file around a backup, through the age-encryption package (typage). Its errors are plain texts; what went wrong is
 * told by how far it came: identities are tried in order, so one of ours before and one after the real ones see it.
 *
 * @see https://age-encryption.org/v1
 */
import type { Identity, Stanza } from 'age-encryption';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/** What a file is encrypted for. age allows a passphrase or recipients, not both. */
export type AgeRecipients = { readonly passphrase: Buffer } | { readonly recipients: readonly string[] };

/** What opens it. */
export type AgeIdentities = { readonly passphrase: Buffer } | { readonly identities: readonly string[] };

/** What age itself writes: 256 MiB and about a second. */
const defaultWorkFactor = 18;
const magic = 'age-encryption.org/';
const armorStart = '-----BEGIN AGE ENCRYPTED FILE-----';

/**
 * @param plain The caller wipes it.
 * @param options.workFactor The exponent of scrypt's N; tests take a cheap one.
 * @throws KeybearerError 'recipient-invalid'
 */
export async function encryptAge(
  plain: Buffer,
  to: AgeRecipients,
  { armored = false, workFactor = defaultWorkFactor } = {},
): Promise<Buffer> {
  const { armor, Encrypter } = await import('./typage.ts');
  const encrypter = new Encrypter();
  if ('passphrase' in to) {
    encrypter.setPassphrase(to.passphrase.toString());
    encrypter.setScryptWorkFactor(workFactor);
  } else for (const recipient of to.recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(plain);
  return armored ? Buffer.from(armor.encode(file)) : asBuffer(file);
}

/**
 * @param file With or without armor.
 * @returns the plain bytes. The caller wipes them.
 * @throws KeybearerError 'not-age', 'age-damaged', 'age-too-costly', 'wrong-backup-passphrase', 'no-identity-fits', and
 *   'identity-needed' or 'backup-passphrase-needed' where the other is what it takes.
 */
export async function decryptAge(file: Buffer, by: AgeIdentities): Promise<Buffer> {
  const wanted = 'passphrase' in by ? 'passphrase' : 'identity';
  const gate = new Gate(wanted);
  const { Decrypter } = await import('./typage.ts');
  const decrypter = new Decrypter();
  decrypter.addIdentity(gate);
  if ('passphrase' in by) decrypter.addPassphrase(by.passphrase.toString());
  else for (const identity of by.identities) decrypter.addIdentity(identity);
  decrypter.addIdentity(new NothingFits(wanted));
  const bytes = await withoutArmor(file);
  return asBuffer(await translating(() => decrypter.decrypt(bytes)));
}

/** What opens a file, by its header alone. @throws KeybearerError 'not-age', 'age-damaged', 'age-too-costly'. */
export async function lockOfAge(file: Buffer): Promise<'passphrase' | 'identity'> {
  const gate = new Gate(undefined);
  const { Decrypter } = await import('./typage.ts');
  const decrypter = new Decrypter();
  decrypter.addIdentity(gate);
  decrypter.addIdentity(new NothingFits('identity'));
  const bytes = await withoutArmor(file);
  try {
    await translating(() => decrypter.decryptHeader(bytes));
  } catch (caught) {
    if (!isKeybearerError(caught, 'no-identity-fits')) throw caught;
  }
  return gate.lock ?? 'identity';
}

/** Whether the bytes begin as an age file does, with or without armor. */
export function isAge(file: Buffer): boolean {
  return isArmored(file) || file.toString('latin1', 0, magic.length) === magic;
}

/** Comes first: looks at the stanzas before any work is done for them (K5). */
class Gate implements Identity {
  readonly #wanted: 'passphrase' | 'identity' | undefined;
  lock: 'passphrase' | 'identity' | undefined;

  constructor(wanted: 'passphrase' | 'identity' | undefined) {
    this.#wanted = wanted;
  }

  unwrapFileKey(stanzas: Stanza[]): null {
    if (stanzas.length > limits.recipientsMax)
      throw new KeybearerError('age-too-costly', { recipients: stanzas.length, max: limits.recipientsMax });
    const scrypt = stanzas.find(({ args }) => args[0] === 'scrypt');
    this.lock = scrypt === undefined ? 'identity' : 'passphrase';
    if (Number(scrypt?.args[2]) > limits.backupWorkFactorMax)
      throw new KeybearerError('age-too-costly', { max: limits.backupWorkFactorMax });
    if (this.#wanted !== undefined && this.lock !== this.#wanted)
      throw new KeybearerError(this.lock === 'passphrase' ? 'backup-passphrase-needed' : 'identity-needed');
    return null;
  }
}

/** Comes last: reached when no identity before it fitted. */
class NothingFits implements Identity {
  readonly #tried: 'passphrase' | 'identity';

  constructor(tried: 'passphrase' | 'identity') {
    this.#tried = tried;
  }

  unwrapFileKey(): null {
    throw new KeybearerError(this.#tried === 'passphrase' ? 'wrong-backup-passphrase' : 'no-identity-fits');
  }
}

async function translating<T>(decrypt: () => Promise<T>): Promise<T> {
  try {
    return await decrypt();
  } catch (caught) {
    if (isKeybearerError(caught)) throw caught;
    throw new KeybearerError('age-damaged', {}, caught);
  }
}

async function withoutArmor(file: Buffer): Promise<Uint8Array> {
  if (!isAge(file)) throw new KeybearerError('not-age');
  if (!isArmored(file)) return file;
  const { armor } = await import('./typage.ts');
  try {
    return armor.decode(file.toString('latin1'));
  } catch (cause) {
    throw new KeybearerError('age-damaged', {}, cause);
  }
}

function isArmored(file: Buffer): boolean {
  return file.toString('latin1', 0, 256).trimStart().startsWith(armorStart);
}

/** The same memory, so that wiping it wipes it. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
