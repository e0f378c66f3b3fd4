import { useEffect } from 'react';
import { shortcuts } from './shortcuts.ts';

export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // What was begun in a dialog is not lost to a shortcut; locking alone goes before everything.
      const able = isDialogOpen() ? shortcuts.filter(({ always }) => always) : shortcuts;
      if (!event.defaultPrevented && able.some(({ run }) => run?.(event))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog]') !== null;
}
