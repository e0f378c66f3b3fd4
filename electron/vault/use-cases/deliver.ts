/**
 * How a secret leaves the vault. The event is committed first: what could not be written into the audit log does not
 * leave. Whoever gets the bytes wipes them.
 */
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../api-key.ts';
import type { AuditAction } from '../audit-event.ts';
import { fillHeaders, type HeaderLine, wipeHeaders } from '../header-value.ts';
import { type Secret, wipeSecret } from '../secret.ts';
import type { Vault } from '../vault.ts';
import { findKey, type KeyRef, sameKey } from './find-key.ts';
import { currentSecret } from './replace-secret.ts';

/** Where a secret is about to go, and what asks the user if the key's policy wants that. */
export interface Delivery {
  /** A program or "terminal", for the audit log. */
  readonly destination: string;
  /** Of a secret of several parts only this one, when it is revealed. */
  readonly part?: string | undefined;
  /** @returns whether the user agrees. Not called for a key without ask-before-use. */
  confirm(apiKey: ApiKey): Promise<boolean>;
}

/** The secret itself, for one who asked to see it. */
export async function revealSecret(
  vault: Vault,
  ref: KeyRef,
  delivery: Delivery,
): Promise<{ apiKey: ApiKey; secret: Secret }> {
  return deliver(vault, ref, 'secret-revealed', delivery, (_apiKey, secret) => {
    const wanted = secret.filter((part) => delivery.part === undefined || part.name === delivery.part);
    if (wanted.length === 0)
      throw new KeybearerError('invalid-input', { field: 'part', reason: 'missing-part', part: delivery.part ?? null });
    return wanted.map((part) => ({ ...part, bytes: Buffer.from(part.bytes) }));
  });
}

/** @throws KeybearerError 'no-header' for a key that fills none. */
export async function printHeaders(
  vault: Vault,
  ref: KeyRef,
  delivery: Delivery,
): Promise<{ apiKey: ApiKey; secret: HeaderLine[] }> {
  return deliver(vault, ref, 'header-printed', delivery, headersOf);
}

/**
 * The header lines, or the secret, as something else that holds it. What `form` gets is wiped when it returns, and an error
 * that it throws keeps the event from being written: then nothing leaves.
 *
 * @throws KeybearerError 'no-header' for a key that fills none.
 */
export async function printHeadersAs<T>(
  vault: Vault,
  ref: KeyRef,
  delivery: Delivery,
  form: (apiKey: ApiKey, lines: readonly HeaderLine[]) => T,
): Promise<{ apiKey: ApiKey; secret: T }> {
  return deliver(vault, ref, 'header-printed', delivery, ofHeaders(form));
}

/** As printHeadersAs, of the whole secret. */
export async function revealSecretAs<T>(
  vault: Vault,
  ref: KeyRef,
  delivery: Delivery,
  form: (apiKey: ApiKey, secret: Secret) => T,
): Promise<{ apiKey: ApiKey; secret: T }> {
  return deliver(vault, ref, 'secret-revealed', delivery, form);
}

/** As printHeadersAs, for the clipboard: of the whole secret, or by `ofHeaders` of the header lines. */
export async function copySecretAs<T>(
  vault: Vault,
  ref: KeyRef,
  delivery: Delivery,
  form: (apiKey: ApiKey, secret: Secret) => T,
): Promise<{ apiKey: ApiKey; secret: T }> {
  return deliver(vault, ref, 'secret-copied', delivery, form);
}

/** Makes a form of the header lines one of the secret. The lines are wiped when it returns. */
export function ofHeaders<T>(
  form: (apiKey: ApiKey, lines: readonly HeaderLine[]) => T,
): (apiKey: ApiKey, secret: Secret) => T {
  return (apiKey, secret) => {
    const lines = headersOf(apiKey, secret);
    try {
      return form(apiKey, lines);
    } finally {
      wipeHeaders(lines);
    }
  };
}

function headersOf(apiKey: ApiKey, secret: Secret): HeaderLine[] {
  if (apiKey.policy.headers.length === 0) throw new KeybearerError('no-header', { name: apiKey.name });
  return fillHeaders(apiKey.policy.headers, secret);
}

async function deliver<T>(
  vault: Vault,
  ref: KeyRef,
  action: AuditAction,
  delivery: Delivery,
  form: (apiKey: ApiKey, secret: Secret) => T,
): Promise<{ apiKey: ApiKey; secret: T }> {
  const found = await findKey(vault, ref);
  if (found.policy.askBeforeUse && !(await delivery.confirm(found))) {
    const denied = { action: 'delivery-denied', key: found, destination: delivery.destination } as const;
    await vault.change((writer) => vault.log(writer, denied));
    throw new KeybearerError('cancelled', { name: found.name });
  }
  const rowKeys = await vault.rowKeys(found.id);
  return vault.change((writer) => {
    const apiKey = sameKey(writer, found);
    const secret = currentSecret(writer, apiKey, rowKeys);
    try {
      const formed = form(apiKey, secret);
      vault.log(writer, { action, key: apiKey, destination: delivery.destination });
      return { apiKey, secret: formed };
    } finally {
      wipeSecret(secret);
    }
  });
}
