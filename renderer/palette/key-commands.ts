/** What the palette can do to the key that is looked at, or to those that are chosen together. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { goTo, openDialog } from '../app/navigation-store.ts';
import { modifier } from '../app/platform.ts';
import { copyForTool, copyKey } from '../clipboard/clipboard-store.ts';
import { copyFormats, formatPhrases, formatsFor, toolFormats } from '../keys/copy-formats.ts';
import { openPage, stepBack } from '../keys/key-actions.ts';
import { isolated, partWords } from '../keys/key-words.ts';
import { choose } from '../keys/keys-store.ts';
import { reveal } from '../keys/reveal-store.ts';
import { snoozeEntries } from '../keys/snooze-menu.tsx';
import type { PaletteCommand } from './palette-command.ts';

export function keyCommands(key: KeyView, now: number): PaletteCommand[] {
  const name = isolated(key.name);
  const dialog = (kind: 'edit' | 'replace-secret' | 'lead-times') => () => openDialog({ kind, keyId: key.id });
  return [
    ...copyCommands(key, name),
    {
      id: 'reveal',
      words: `Reveal ${name}`,
      act: () => {
        goTo('keys');
        void reveal(key);
      },
    },
    { id: 'edit', words: `Edit ${name}`, shortcut: `${modifier} E`, act: dialog('edit') },
    { id: 'replace', words: `Replace the secret of ${name}`, act: dialog('replace-secret') },
    ...(key.hasPrevious
      ? [{ id: 'step-back', words: `Step ${name} back to its previous secret`, act: () => void stepBack(key) }]
      : []),
    ...(key.page === null
      ? []
      : [{ id: 'page', words: `Open the page of ${name} to renew it`, act: () => void openPage(key) }]),
    ...(key.expiresAt !== null ? snoozeCommands(key, name, now) : []),
    { id: 'lead-times', words: `Lead times of ${name}`, act: dialog('lead-times') },
    { id: 'remove', words: `Remove ${name}`, act: () => openDialog({ kind: 'remove', keyIds: [key.id] }) },
  ];
}

/** @param listed The ids of the keys in the list. */
export function severalCommands(chosenIds: ReadonlySet<string>, listed: readonly string[]): PaletteCommand[] {
  const keyIds = [...chosenIds];
  const some: PaletteCommand[] = [
    {
      id: 'tag',
      words: `Add a tag to the ${keyIds.length} chosen keys`,
      act: () => openDialog({ kind: 'tag', keyIds }),
    },
    {
      id: 'remove chosen',
      words: `Remove the ${keyIds.length} chosen keys`,
      act: () => openDialog({ kind: 'remove', keyIds }),
    },
  ];
  const all = {
    id: 'choose',
    words: 'Choose all keys that are listed',
    shortcut: `${modifier} A`,
    act: () => {
      goTo('keys');
      choose(listed);
    },
  };
  return [...(keyIds.length > 0 ? some : []), ...(listed.length > 1 ? [all] : [])];
}

function copyCommands(key: KeyView, name: string): PaletteCommand[] {
  return [
    ...formatsFor(copyFormats, key.headers).map((format) => ({
      id: `copy ${format}`,
      words: `Copy ${name} as ${formatPhrases[format]}`,
      act: () => void copyKey(key, format),
    })),
    ...(key.parts.length === 1 ? [] : key.parts).map((part) => ({
      id: `copy part ${part}`,
      words: `Copy only ${partWords(part)} of ${name}`,
      act: () => void copyKey(key, 'raw', part),
    })),
    ...formatsFor(toolFormats, key.headers).map((format) => ({
      id: `tool ${format}`,
      words: `Use ${name} in a tool: ${formatPhrases[format]} without the secret`,
      act: () => void copyForTool(key, format),
    })),
  ];
}

function snoozeCommands(key: KeyView, name: string, now: number): PaletteCommand[] {
  return snoozeEntries(key, now).map(({ label, onChoose }) => ({
    id: `snooze ${label}`,
    words: `Snooze ${name}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    act: onChoose,
  }));
}
