/** Sealing: bytes that only this TPM gives back, and only to who knows the auth value, if there is one. */
import { create, flushedAfter, load, startSession, unseal } from './commands.ts';
import type { Tpm } from './connection.ts';
import { digestBytes, objectAttribute } from './constants.ts';
import { isTpm2Error, Tpm2Error } from './error.ts';
import { type ParentKey, type ParentRecord, withParent } from './parent.ts';
import { nameOf, readPublicArea, sealedTemplate } from './public-area.ts';
import { isParameterRefused, responseCode } from './response-code.ts';
import type { HmacSession } from './session.ts';
import { sized, WireReader } from './wire.ts';

/** As tpm2-tools keep it in files: `public` is a TPM2B_PUBLIC, `private` a TPM2B_PRIVATE. Neither holds a secret in clear. */
export interface SealedObject {
  readonly public: Buffer;
  readonly private: Buffer;
}

/** TPM_MAX_SYM_DATA: the most that can be sealed. Part 2, 11.1.14, TPM2B_SENSITIVE_DATA. */
const maxSealedBytes = 128;
const maxBlobBytes = 1024;

const sealedAttributes = objectAttribute.fixedTpm | objectAttribute.fixedParent | objectAttribute.userWithAuth;

/** Seals and unseals under one parent, in one encrypted session with it. */
export class SealingSession {
  readonly #tpm: Tpm;
  readonly #parent: ParentKey;
  readonly #session: HmacSession;

  constructor(tpm: Tpm, parent: ParentKey, session: HmacSession) {
    this.#tpm = tpm;
    this.#parent = parent;
    this.#session = session;
  }

  /** To be kept with what is sealed. */
  get parent(): ParentRecord {
    return this.#parent.record;
  }

  /**
   * @param bytes 1 to 128. The caller still owns them, as it does the auth value, and wipes both.
   * @param authValue At most 32 bytes; zeros at its end do not count. With one, wrong guesses count towards the TPM's
   *   lockout, and lockout stops the object. Without one, neither.
   */
  async seal(bytes: Buffer, authValue?: Buffer): Promise<SealedObject> {
    if (bytes.length < 1 || bytes.length > maxSealedBytes) throw new RangeError('bytes to seal');
    if (authValue !== undefined && authValue.length > digestBytes) throw new RangeError('auth value');
    const template = sealedTemplate(sealedAttributes | (authValue === undefined ? objectAttribute.noDA : 0));
    const hidden = this.#session.use({ hideCommand: true, hideAnswer: true });
    const object = { authValue: authValue ?? Buffer.alloc(0), bytes, template };
    const made = await this.#asParent(create(this.#tpm, this.#parent, hidden, object));
    if (!isSealed(made.public)) throw new Tpm2Error('malformed-answer');
    return { public: sized(made.public), private: sized(made.private) };
  }

  /**
   * @returns what was sealed. The caller wipes it.
   * @throws Tpm2Error 'blob-refused', 'wrong-auth', 'locked-out'
   */
  async unseal(object: SealedObject, authValue?: Buffer): Promise<Buffer> {
    const blob = { public: contentOf(object.public), private: contentOf(object.private) };
    if (!isSealed(blob.public)) throw new Tpm2Error('blob-refused');
    const name = nameOf(blob.public);
    const loaded = await this.#asParent(load(this.#tpm, this.#parent, this.#session.use(), blob)).catch((caught) => {
      throw isBlobRefused(caught) ? new Tpm2Error('blob-refused', { cause: caught }) : caught;
    });
    return flushedAfter(this.#tpm, loaded.handle, () => {
      if (!loaded.name.equals(name)) throw new Tpm2Error('altered-answer');
      const hidden = this.#session.use({ authValue, hideAnswer: true });
      return unseal(this.#tpm, loaded, hidden, maxSealedBytes);
    });
  }

  /** What takes the parent's auth value, which is empty where we make the parent. */
  #asParent<T>(command: Promise<T>): Promise<T> {
    return command.catch((caught) => {
      const isGuarded = this.#parent.record.kind === 'persistent' && isTpm2Error(caught, 'wrong-auth');
      throw isGuarded ? new Tpm2Error('parent-password', { cause: caught }) : caught;
    });
  }
}

/**
 * Finds the parent, starts a session with it, runs `work`, and flushes both whatever happens.
 *
 * @param wanted The parent of what is to be unsealed; undefined to seal under the best there is.
 * @throws Tpm2Error 'parent-changed', 'owner-password', 'parent-password'
 */
export function withSealing<T>(
  tpm: Tpm,
  wanted: ParentRecord | undefined,
  work: (sealing: SealingSession) => Promise<T>,
): Promise<T> {
  return withParent(tpm, wanted, async (parent) => {
    const session = await startSession(tpm, parent);
    try {
      return await flushedAfter(tpm, session.handle, () => work(new SealingSession(tpm, parent, session)));
    } finally {
      session.wipe();
    }
  });
}

/** The content of a TPM2B that comes from a file. */
function contentOf(blob: Buffer): Buffer {
  try {
    const reader = new WireReader(blob);
    const content = reader.sized(maxBlobBytes);
    reader.end();
    return content;
  } catch (cause) {
    throw new Tpm2Error('blob-refused', { cause });
  }
}

/** Whether a public area is that of sealed bytes which cannot leave this TPM. */
function isSealed(area: Buffer): boolean {
  try {
    const found = readPublicArea(area);
    return found?.kind.type === 'keyed-hash' && (found.attributes & ~objectAttribute.noDA) === sealedAttributes;
  } catch {
    return false;
  }
}

/** The TPM takes no object that was altered, cut, or made under another parent: it says which parameter it did not like. */
function isBlobRefused(caught: unknown): boolean {
  if (!isTpm2Error(caught, 'refused') || caught.responseCode === undefined) return false;
  return isParameterRefused(caught.responseCode) || caught.responseCode === responseCode.sensitive;
}
