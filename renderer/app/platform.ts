/** What keys are called on this keyboard. */
const isMac = /mac/i.test(globalThis.navigator?.platform ?? '');

export const modifier = isMac ? '⌘' : 'Ctrl';

/** Whether the platform's command key is held, and no other. */
export function hasModifier(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean {
  return (
    (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey && !event.shiftKey
  );
}
