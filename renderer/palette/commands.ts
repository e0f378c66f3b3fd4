/** What the palette can do to the window, the list and the vault. */
import { goTo, openDialog, views } from '../app/navigation-store.ts';
import { modifier } from '../app/platform.ts';
import { clearClipboard, useClipboard } from '../clipboard/clipboard-store.ts';
import { noFilters, sorts } from '../keys/arrange.ts';
import { expiring, sortWords } from '../keys/key-filters.tsx';
import { search, setFilters, useKeys } from '../keys/keys-store.ts';
import { lockNow } from '../lock/locking.ts';
import type { ReadySession } from '../lock/session-store.ts';
import { askToUnlock } from '../lock/unlock-store.ts';
import { setTheme } from '../settings/settings-actions.ts';
import type { PaletteCommand } from './palette-command.ts';
import { protectionCommands } from './protection-commands.ts';

export function windowCommands({ status, settings }: ReadySession): PaletteCommand[] {
  const isUnlocked = status.state === 'unlocked';
  const { held } = useClipboard.getState();
  return [
    { id: 'add', words: 'Add a key', shortcut: `${modifier} N`, act: () => openDialog({ kind: 'add' }) },
    ...(held === null ? [] : [{ id: 'clear', words: 'Clear the clipboard now', act: () => void clearClipboard() }]),
    isUnlocked
      ? { id: 'lock', words: 'Lock now', shortcut: `${modifier} L`, act: () => void lockNow() }
      : { id: 'unlock', words: 'Unlock', act: () => void askToUnlock() },
    ...views.map((view, at) => ({
      id: `go ${view}`,
      words: `Go to ${view}`,
      shortcut: `${modifier} ${at + 1}`,
      act: () => goTo(view),
    })),
    ...listCommands(),
    { id: 'import', words: 'Import keys from files', act: () => openDialog({ kind: 'import' }) },
    { id: 'backup', words: 'Back up to a file', act: () => openDialog({ kind: 'backup' }) },
    { id: 'restore', words: 'Restore from a backup', act: () => openDialog({ kind: 'restore' }) },
    { id: 'trash', words: 'Open the trash', act: () => openDialog({ kind: 'trash' }) },
    ...protectionCommands(status),
    ...(['system', 'light', 'dark'] as const)
      .filter((theme) => theme !== settings.theme)
      .map((theme) => ({ id: `theme ${theme}`, words: `Theme: ${theme}`, act: () => void setTheme(theme) })),
    { id: 'shortcuts', words: 'Show the shortcuts', shortcut: '?', act: () => openDialog({ kind: 'shortcuts' }) },
  ];
}

function listCommands(): PaletteCommand[] {
  const { sort } = useKeys.getState();
  const show = (statuses: typeof noFilters.statuses) => () => {
    goTo('keys');
    search('');
    setFilters({ ...noFilters, statuses });
  };
  return [
    { id: 'show expiring', words: 'Show the keys that expire soon or have expired', act: show(expiring) },
    { id: 'show all', words: 'Show all keys', act: show([]) },
    ...sorts
      .filter((one) => one !== sort)
      .map((one) => ({
        id: `sort ${one}`,
        words: `Order of the keys: ${sortWords[one].charAt(0).toLowerCase()}${sortWords[one].slice(1)}`,
        act: () => {
          goTo('keys');
          useKeys.setState({ sort: one });
        },
      })),
  ];
}
