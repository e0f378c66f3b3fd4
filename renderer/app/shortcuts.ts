/** Every shortcut, each once: what is listed under `?` is what is listened to. */
import { lockNow } from '../lock/locking.ts';
import { goTo, openDialog, views } from './navigation-store.ts';
import { hasModifier, modifier } from './platform.ts';

interface Shortcut {
  readonly keys: string;
  readonly words: string;
  /** Undefined: the list of keys listens to it by itself. */
  readonly run?: (event: KeyboardEvent) => boolean;
  /** In dialogs too. */
  readonly always?: boolean;
}

/** A letter with the platform's command key. */
function command(letter: string, act: () => void) {
  return (event: KeyboardEvent) => {
    if (!hasModifier(event) || event.key.toLowerCase() !== letter) return false;
    act();
    return true;
  };
}

export const shortcuts: readonly Shortcut[] = [
  { keys: 'type', words: 'Search the keys' },
  { keys: '↑ ↓', words: 'Move in the list' },
  { keys: 'Shift ↑ ↓ or Space', words: 'Choose several' },
  { keys: `${modifier} A`, words: 'Choose all that are listed' },
  { keys: `Enter or ${modifier} C`, words: 'Copy the header' },
  { keys: `${modifier} E`, words: 'Edit the key' },
  { keys: 'Delete', words: 'Remove the key' },
  { keys: 'Esc', words: 'Go back one step' },
  {
    keys: `${modifier} K`,
    words: 'Find a key or do anything',
    run: command('k', () => openDialog({ kind: 'palette' })),
  },
  { keys: `${modifier} N`, words: 'Add a key', run: command('n', () => openDialog({ kind: 'add' })) },
  { keys: `${modifier} L`, words: 'Lock now', run: command('l', () => void lockNow()), always: true },
  {
    keys: `${modifier} 1 to 5`,
    words: 'Go to a view',
    run: (event) => {
      const view = hasModifier(event) ? views[Number(event.key) - 1] : undefined;
      if (view !== undefined) goTo(view);
      return view !== undefined;
    },
  },
  { keys: '?', words: 'Show this list', run: questionMark },
];

function questionMark(event: KeyboardEvent): boolean {
  const isTyped = event.target instanceof HTMLElement && event.target.matches('input,textarea,select');
  if (event.key !== '?' || isTyped) return false;
  openDialog({ kind: 'shortcuts' });
  return true;
}
