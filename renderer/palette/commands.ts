/** What the palette can do: to the key that is looked at, and to the window. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { goTo, openDialog, views } from '../app/navigation-store.ts';
import { modifier } from '../app/platform.ts';
import { clearClipboard, copyForTool, copyKey, useClipboard } from '../clipboard/clipboard-store.ts';
import { copyFormats, formatPhrases, formatsFor, toolFormats } from '../keys/copy-formats.ts';
import { openPage, stepBack } from '../keys/key-actions.ts';
import { isolated } from '../keys/key-words.ts';
import { reveal } from '../keys/reveal-store.ts';
import { lockNow } from '../lock/locking.ts';
import type { ReadySession } from '../lock/session-store.ts';
import { askToUnlock } from '../lock/unlock-store.ts';
import { setTheme } from '../settings/settings-actions.ts';

interface PaletteCommand {
  readonly id: string;
  readonly words: string;
  readonly shortcut?: string;
  readonly act: () => void;
}

export function keyCommands(key: KeyView): PaletteCommand[] {
  const name = isolated(key.name);
  const keyIds = [key.id];
  const inKeys = (act: () => void) => () => {
    goTo('keys');
    act();
  };
  return [
    ...formatsFor(copyFormats, key.headers).map((format) => ({
      id: `copy ${format}`,
      words: `Copy ${name} as ${formatPhrases[format]}`,
      act: () => void copyKey(key, format),
    })),
    ...formatsFor(toolFormats, key.headers).map((format) => ({
      id: `tool ${format}`,
      words: `Use ${name} in a tool: ${formatPhrases[format]} without the secret`,
      act: () => void copyForTool(key, format),
    })),
    { id: 'reveal', words: `Reveal ${name}`, act: inKeys(() => void reveal(key)) },
    {
      id: 'edit',
      words: `Edit ${name}`,
      shortcut: `${modifier} E`,
      act: () => openDialog({ kind: 'edit', keyId: key.id }),
    },
    {
      id: 'replace',
      words: `Replace the secret of ${name}`,
      act: () => openDialog({ kind: 'replace-secret', keyId: key.id }),
    },
    ...(key.hasPrevious
      ? [{ id: 'step-back', words: `Step ${name} back to its previous secret`, act: () => void stepBack(key) }]
      : []),
    ...(key.page === null
      ? []
      : [{ id: 'page', words: `Open the page of ${name} to renew it`, act: () => void openPage(key) }]),
    { id: 'lead-times', words: `Lead times of ${name}`, act: () => openDialog({ kind: 'lead-times', keyId: key.id }) },
    { id: 'remove', words: `Remove ${name}`, act: () => openDialog({ kind: 'remove', keyIds }) },
  ];
}

export function windowCommands({ status, settings, capabilities }: ReadySession): PaletteCommand[] {
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
    ...(capabilities.imports
      ? [{ id: 'import', words: 'Import keys from files', act: () => openDialog({ kind: 'import' }) }]
      : []),
    ...(capabilities.backups
      ? [{ id: 'backup', words: 'Back up to a file', act: () => openDialog({ kind: 'backup' }) }]
      : []),
    ...(capabilities.backups
      ? [{ id: 'restore', words: 'Restore from a backup', act: () => openDialog({ kind: 'restore' }) }]
      : []),
    { id: 'trash', words: 'Open the trash', act: () => openDialog({ kind: 'trash' }) },
    ...(['system', 'light', 'dark'] as const)
      .filter((theme) => theme !== settings.theme)
      .map((theme) => ({ id: `theme ${theme}`, words: `Theme: ${theme}`, act: () => void setTheme(theme) })),
    { id: 'shortcuts', words: 'Show the shortcuts', shortcut: '?', act: () => openDialog({ kind: 'shortcuts' }) },
  ];
}
