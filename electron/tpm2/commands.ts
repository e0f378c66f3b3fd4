/** The commands that are used here, one function each. Cited by their place in Part 3. Startup is in connection.ts. */
import { randomBytes } from 'node:crypto';
import { type Authorization, emptyPassword } from './authorization.ts';
import type { NamedHandle, Tpm } from './connection.ts';
import { alg, capability, commandCode, digestBytes, permanent, sessionType } from './constants.ts';
import { isTpm2Error, Tpm2Error } from './error.ts';
import type { PublicKind } from './public-area.ts';
import { isHandleRefused } from './response-code.ts';
import { saltTo } from './salt.ts';
import { HmacSession } from './session.ts';
import { sized, u8, u16, u32 } from './wire.ts';

const nothing = sized(Buffer.alloc(0));
const maxPublicBytes = 1024;
/** Part 2, 12.3.7, TPM2B_PRIVATE: ours has about 130 bytes, with SHA-256 and an IV. */
const maxPrivateBytes = 1024;

/** 16.1, TPM2_GetRandom. @returns at most as many bytes as asked for: the TPM decides. */
export async function getRandom(tpm: Tpm, count: number): Promise<Buffer> {
  const { parameters } = await tpm.run({ code: commandCode.getRandom, parameters: u16(count) });
  const random = Buffer.from(parameters.sized(count));
  parameters.end();
  return random;
}

/**
 * 30.2, TPM2_GetCapability with TPM_CAP_TPM_PROPERTIES; Part 2, 10.9.9, TPML_TAGGED_TPM_PROPERTY.
 *
 * @returns the values of the properties from `first` on, as far as the TPM has them.
 */
export async function getProperties(tpm: Tpm, first: number, count: number): Promise<Map<number, number>> {
  const asked = Buffer.concat([u32(capability.tpmProperties), u32(first), u32(count)]);
  const { parameters } = await tpm.run({ code: commandCode.getCapability, parameters: asked });
  parameters.u8(); // moreData: there are others after the last that was asked for
  if (parameters.u32() !== capability.tpmProperties) throw new Tpm2Error('malformed-answer');
  const answered = parameters.u32();
  if (answered > count) throw new Tpm2Error('malformed-answer');
  const properties = Array.from({ length: answered }, () => [parameters.u32(), parameters.u32()] as const);
  parameters.end();
  return new Map(properties);
}

/** 12.4, TPM2_ReadPublic. @returns the TPMT_PUBLIC, or undefined where nothing is at that handle. */
export async function readPublic(tpm: Tpm, handle: number): Promise<Buffer | undefined> {
  try {
    const { parameters } = await tpm.run({ code: commandCode.readPublic, parameters: u32(handle) });
    return Buffer.from(parameters.sized(maxPublicBytes)); // its Name is computed, not taken from the answer
  } catch (caught) {
    if (isTpm2Error(caught, 'refused') && isHandleRefused(caught.responseCode ?? 0)) return undefined;
    throw caught;
  }
}

/** 24.1, TPM2_CreatePrimary, under a hierarchy whose password is empty. @returns its handle, which the caller flushes. */
export async function createPrimary(
  tpm: Tpm,
  hierarchy: number,
  template: Buffer,
): Promise<{ handle: number; area: Buffer }> {
  const noSensitive = sized(Buffer.concat([nothing, nothing]));
  const { handles, parameters } = await tpm.run({
    code: commandCode.createPrimary,
    handles: [{ handle: hierarchy, name: u32(hierarchy) }], // Part 1, 16: a permanent entity's Name is its handle
    authorization: emptyPassword,
    parameters: Buffer.concat([noSensitive, sized(template), nothing, u32(0)]),
    answerHandles: 1,
  });
  return { handle: handles[0]!, area: Buffer.from(parameters.sized(maxPublicBytes)) };
}

/**
 * 11.1, TPM2_StartAuthSession: HMAC, salted to a key, SHA-256, AES-128-CFB for parameters.
 *
 * @returns the session, whose handle the caller flushes.
 */
export async function startSession(tpm: Tpm, key: NamedHandle & { readonly kind: PublicKind }): Promise<HmacSession> {
  const nonceCaller = randomBytes(digestBytes);
  const salt = saltTo(key.kind);
  try {
    // Part 2, 11.1.6, TPMT_SYM_DEF.
    const cipher = Buffer.concat([u16(alg.aes), u16(128), u16(alg.cfb)]);
    const { handles, parameters } = await tpm.run({
      code: commandCode.startAuthSession,
      handles: [key, { handle: permanent.null, name: u32(permanent.null) }],
      parameters: Buffer.concat([
        sized(nonceCaller),
        sized(salt.encrypted),
        u8(sessionType.hmac),
        cipher,
        u16(alg.sha256),
      ]),
      answerHandles: 1,
    });
    return new HmacSession(handles[0]!, salt.secret, nonceCaller, parameters.sized(digestBytes));
  } finally {
    salt.secret.fill(0);
  }
}

/**
 * 12.1, TPM2_Create; Part 2, 11.1.15, TPMS_SENSITIVE_CREATE.
 *
 * @param authorization Hides the command's first parameter, which is the auth value and the bytes to seal.
 * @returns the contents of a TPM2B_PRIVATE and a TPM2B_PUBLIC.
 */
export async function create(
  tpm: Tpm,
  parent: NamedHandle,
  authorization: Authorization,
  { authValue, bytes, template }: { authValue: Buffer; bytes: Buffer; template: Buffer },
): Promise<{ private: Buffer; public: Buffer }> {
  const sensitive = sized(Buffer.concat([sized(authValue), sized(bytes)]));
  const parameters = Buffer.concat([sensitive, sized(template), nothing, u32(0)]);
  try {
    const answer = await tpm.run({ code: commandCode.create, handles: [parent], authorization, parameters });
    const made = { private: answer.parameters.sized(maxPrivateBytes), public: answer.parameters.sized(maxPublicBytes) };
    return { private: Buffer.from(made.private), public: Buffer.from(made.public) };
  } finally {
    sensitive.fill(0);
    parameters.fill(0);
  }
}

/** 12.2, TPM2_Load. @returns the object's handle, which the caller flushes, and its Name. */
export async function load(
  tpm: Tpm,
  parent: NamedHandle,
  authorization: Authorization,
  object: { readonly private: Buffer; readonly public: Buffer },
): Promise<NamedHandle> {
  const parameters = Buffer.concat([sized(object.private), sized(object.public)]);
  const command = { code: commandCode.load, handles: [parent], authorization, parameters, answerHandles: 1 };
  const answer = await tpm.run(command);
  return { handle: answer.handles[0]!, name: Buffer.from(answer.parameters.sized(2 + digestBytes)) };
}

/** 12.7, TPM2_Unseal. @returns what was sealed. The caller wipes it. */
export async function unseal(
  tpm: Tpm,
  object: NamedHandle,
  authorization: Authorization,
  maxBytes: number,
): Promise<Buffer> {
  const command = { code: commandCode.unseal, handles: [object], authorization, parameters: Buffer.alloc(0) };
  const { parameters } = await tpm.run(command);
  const view = parameters.sized(maxBytes);
  const bytes = Buffer.from(view);
  view.fill(0);
  parameters.end();
  return bytes;
}

/** 28.4, TPM2_FlushContext: the handle is a parameter there. */
export async function flushContext(tpm: Tpm, handle: number): Promise<void> {
  await tpm.run({ code: commandCode.flushContext, parameters: u32(handle) });
}

/** Runs `work`, then flushes, whatever happened. A connection that is gone took its objects along, or they are swept. */
export async function flushedAfter<T>(tpm: Tpm, handle: number, work: () => Promise<T>): Promise<T> {
  let done = false;
  try {
    const result = await work();
    done = true;
    return result;
  } finally {
    await flushContext(tpm, handle).catch((caught) => {
      if (done) throw caught;
    });
  }
}
