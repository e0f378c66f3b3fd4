/** What of ours is on the clipboard, and how it came there. */
import type { ClipboardHeld } from '../../shared/contract/clipboard.ts';
import type { KeyView } from '../../shared/contract/keys.ts';
import type { CopyFormatName } from '../../shared/format-names.ts';
import { complain, say } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { featureStore } from '../feature-store.ts';
import { withConfirmation } from '../lock/confirm-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';

export const useClipboard = featureStore<{ readonly held: ClipboardHeld }>(() => ({ held: null }));

export function setHeld(held: ClipboardHeld): void {
  useClipboard.setState({ held });
}

/** @returns whether it is on the clipboard. Else that was told, or it was the user who went back. */
export async function copyKey(key: KeyView, format: CopyFormatName, part?: string): Promise<boolean> {
  const input = { id: key.id, format, ...(part === undefined ? {} : { part }), withSecret: true };
  const result = await withConfirmation('keys.copy', key.name, (confirmed) =>
    callUnlocked('keys.copy', { ...input, confirmed }),
  );
  if (result.ok) setHeld(result.value.held);
  else complain(result);
  return result.ok;
}

/** The form that fetches the secret when it runs: nothing secret, so nothing to unlock or to clear. */
export async function copyForTool(key: KeyView, format: CopyFormatName): Promise<void> {
  const result = await call('keys.copy', { id: key.id, format, withSecret: false, confirmed: false });
  if (result.ok) say('Copied. It holds no secret: it asks Keybearer for it when it runs.');
  else complain(result);
}

export async function refreshClipboard(): Promise<void> {
  const result = await call('clipboard.status', {});
  if (result.ok) setHeld(result.value.held);
}

export async function clearClipboard(): Promise<void> {
  const result = await call('clipboard.clear', {});
  if (result.ok) setHeld(result.value.held);
  else complain(result);
}
