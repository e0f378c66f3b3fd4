/** What was typed in the window, as the vault takes it. It came as text, which cannot be wiped; from here on it is bytes. */
import { KeybearerError } from '../../shared/errors.ts';
import { parseRecoveryCode } from '../compose.ts';
import type { Credentials, SlotKind } from '../vault/ports.ts';
import type { Secret } from '../vault/secret.ts';
import { checkNewPassphrase, checkNewPin, normaliseTyped } from '../vault/typed.ts';
import type { KeyFields } from '../vault/use-cases/key-fields.ts';

interface TypedCredentials {
  readonly pin?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly recoveryCode?: string | undefined;
}

/** Runs `work` with credentials that open something. They are wiped at its end. */
export async function withTyped<T>(
  typed: TypedCredentials,
  work: (credentials: Credentials) => Promise<T>,
): Promise<T> {
  const credentials = {
    pin: bytesOf(typed.pin),
    passphrase: bytesOf(typed.passphrase),
    recoveryCode: typed.recoveryCode === undefined ? undefined : parseRecoveryCode(typed.recoveryCode),
  };
  try {
    return await work(credentials);
  } finally {
    for (const credential of Object.values(credentials)) credential?.fill(0);
  }
}

/**
 * As `withTyped`, for a PIN and a passphrase that are being set.
 *
 * @param kind Of the slot that is about to be made: the shortest PIN depends on it.
 * @throws KeybearerError 'pin-too-short', 'passphrase-too-short'.
 */
export function withNew<T>(
  typed: Omit<TypedCredentials, 'recoveryCode'>,
  kind: SlotKind,
  work: (credentials: Credentials) => Promise<T>,
): Promise<T> {
  return withTyped(typed, async (credentials) => {
    if (credentials.pin !== undefined) checkNewPin(credentials.pin, [kind]);
    if (credentials.passphrase !== undefined) checkNewPassphrase(credentials.passphrase);
    return work(credentials);
  });
}

/** Runs `work` with a secret, which is wiped at its end. */
export async function withSecret<T>(
  parts: readonly { readonly name: string; readonly text: string }[],
  work: (secret: Secret) => Promise<T>,
): Promise<T> {
  if (!parts.every(({ text }) => text.isWellFormed()))
    throw new KeybearerError('secret-unfit', { reason: 'not-utf8', part: null });
  const secret = parts.map(({ name, text }) => ({ name, bytes: Buffer.from(text) }));
  try {
    return await work(secret);
  } finally {
    for (const { bytes } of secret) bytes.fill(0);
  }
}

type GivenFields = Omit<KeyFields, 'policy' | 'notes' | 'renewal'> & {
  readonly headers?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly askBeforeUse?: boolean | undefined;
  readonly notes?: string | undefined;
  readonly renewal?: string | undefined;
};

/** The fields of a form, as the use cases take them. */
export function keyFields({ headers, origins, askBeforeUse, notes, renewal, ...fields }: GivenFields): KeyFields {
  const policy = {
    ...(headers !== undefined && { headers }),
    ...(origins !== undefined && { origins }),
    ...(askBeforeUse !== undefined && { askBeforeUse }),
  };
  return {
    ...fields,
    policy: Object.keys(policy).length === 0 ? undefined : policy,
    notes: notes === undefined ? undefined : Buffer.from(notes),
    renewal: renewal === undefined ? undefined : Buffer.from(renewal),
  };
}

function bytesOf(typed: string | undefined): Buffer | undefined {
  return typed === undefined ? undefined : normaliseTyped(Buffer.from(typed));
}
