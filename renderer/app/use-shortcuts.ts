import { useEffect } from 'react';
import { search } from '../keys/keys-store.ts';
import { isTyping } from '../keys/use-list-keyboard.ts';
import { goTo, useNavigation } from './navigation-store.ts';
import { shortcuts } from './shortcuts.ts';

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // What was begun in a dialog is not lost to a shortcut; locking alone goes before everything.
      const able = isDialogOpen() ? shortcuts.filter(({ always }) => always) : shortcuts;
      if (event.defaultPrevented) return;
      if (able.some(({ run }) => run?.(event)) || searched(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Typing in a view without a search of its own goes on in the list of keys. */
function searched(event: KeyboardEvent): boolean {
  const isElsewhere =
    event.target instanceof HTMLElement && event.target.matches('input,textarea,select,[role=menuitem]');
  if (useNavigation.getState().view === 'keys' || isElsewhere || isDialogOpen() || !isTyping(event)) return false;
  search(event.key);
  goTo('keys');
  return true;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog]') !== null;
}
