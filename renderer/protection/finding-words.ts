import type { Output } from '../../shared/contract.ts';
import { errorText } from '../error-text.ts';
import { findKey } from '../keys/keys-store.ts';

/** What was found, where, and of which key. */
export function findingWords({ code, where, keyId }: Output<'vault.check'>['findings'][number]): string {
  const name = keyId === null ? undefined : findKey(keyId)?.name;
  const place = keyId === null ? where : `${where} of \u2068${name ?? keyId}\u2069`;
  return `${place}: ${errorText({ code, details: {} }).what}`;
}
