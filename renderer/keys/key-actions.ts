/** What is done to keys from several places: the detail, the list, the palette, a shortcut. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { openDialog } from '../app/navigation-store.ts';
import { complain, say } from '../app/notices-store.ts';
import { call } from '../bridge.ts';
import { copyKey } from '../clipboard/clipboard-store.ts';
import { callUnlocked } from '../lock/unlock-store.ts';
import { dayText } from '../ui/dates.ts';
import { isolated } from './key-words.ts';
import { loadKeys, lookAt, putKey, useKeys } from './keys-store.ts';

/** The thing that a user comes for: the header, or the secret itself where no header is filled. */
export function mainFormat(key: KeyView): 'line' | 'raw' {
  return key.headers.length > 0 ? 'line' : 'raw';
}

export function copyMain(key: KeyView): Promise<boolean> {
  return copyKey(key, mainFormat(key));
}

export async function openPage(key: KeyView): Promise<void> {
  const result = await call('keys.openPage', { id: key.id });
  if (!result.ok) complain(result);
}

/** What is done about a key that is due: at its issuer, or with the new secret where no page is known. */
export function renewal(key: KeyView): { words: string; act: () => void } {
  if (key.page !== null) return { words: 'Renew', act: () => void openPage(key) };
  return { words: 'Replace', act: () => openDialog({ kind: 'replace-secret', keyId: key.id }) };
}

export async function stepBack(key: KeyView): Promise<void> {
  const result = await callUnlocked('keys.undoSecret', { id: key.id });
  if (!result.ok) return complain(result);
  putKey(result.value.key);
  say(`${isolated(key.name)} is back at its previous secret.`, () => void stepBack(result.value.key));
}

export async function removeKeys(keys: readonly KeyView[]): Promise<void> {
  const removed: KeyView[] = [];
  for (const key of keys) {
    const result = await callUnlocked('keys.remove', { id: key.id });
    if (!result.ok) {
      complain(result);
      break;
    }
    removed.push(key);
    putKey(result.value.key);
  }
  useKeys.setState({ chosenIds: new Set(), isDetailOpen: false });
  if (removed.length === 0) return;
  const words =
    removed.length === 1 ? `${isolated(removed[0]!.name)} was removed.` : `${removed.length} keys were removed.`;
  say(words, () => void restoreKeys(removed));
}

export async function restoreKeys(keys: readonly KeyView[]): Promise<void> {
  for (const key of keys) {
    const result = await callUnlocked('keys.restore', { id: key.id });
    if (result.ok) putKey(result.value.key);
    else complain(result);
  }
  if (keys.length === 1) lookAt(keys[0]!.id);
  await loadKeys();
}

export async function addTag(keys: readonly KeyView[], tag: string): Promise<void> {
  for (const key of keys.filter(({ tags }) => !tags.includes(tag))) {
    const result = await callUnlocked('keys.edit', { id: key.id, tags: [...key.tags, tag] });
    if (!result.ok) return complain(result);
    putKey(result.value.key);
  }
  say(`${keys.length} ${keys.length === 1 ? 'key has' : 'keys have'} the tag ${isolated(tag)}.`);
}

/** @param until Null: reminders come again. */
export async function snooze(key: KeyView, until: number | null): Promise<void> {
  const result = await call('keys.snooze', { id: key.id, until });
  if (!result.ok) return complain(result);
  putKey(result.value.key);
  const words = until === null ? 'Reminders come again' : `No reminder before ${dayText(until)}`;
  say(`${words} for ${isolated(key.name)}.`, () => void snooze(result.value.key, key.snoozedUntil));
}
