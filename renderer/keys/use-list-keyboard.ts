/** The keyboard of the list: type anywhere to search, arrows move, Enter copies, Escape goes back one step. */
import { type RefObject, useEffect } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { openDialog, useNavigation } from '../app/navigation-store.ts';
import { hasModifier } from '../app/platform.ts';
import { copyMain } from './key-actions.ts';
import { backToList, choose, extend, lookAt, search, toggleChosen, useKeys } from './keys-store.ts';
import { hide, useReveal } from './reveal-store.ts';

interface ListKeyboard {
  readonly keys: readonly KeyView[];
  readonly current: KeyView | undefined;
  readonly chosen: readonly KeyView[];
  readonly searchInput: RefObject<HTMLInputElement | null>;
}

const pageRows = 10;

export function useListKeyboard(list: ListKeyboard): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      const isInSearch = event.target === list.searchInput.current;
      if (handled(event, list, isInSearch)) event.preventDefault();
      else if (!isInSearch && isTyping(event)) list.searchInput.current?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [list]);
}

/** Other fields, menus and dialogs have the keyboard to themselves. */
function isElsewhere(target: EventTarget | null): boolean {
  if (useNavigation.getState().dialog !== null || document.querySelector('[role=dialog],[role=menu]') !== null)
    return true;
  return target instanceof HTMLElement && target.matches('input:not([type=search]),textarea,select');
}

export function isTyping(event: KeyboardEvent): boolean {
  return [...event.key].length === 1 && event.key !== ' ' && event.key !== '?' && !isModified(event);
}

/** @returns whether the key meant something here. */
function handled(event: KeyboardEvent, list: ListKeyboard, isInSearch: boolean): boolean {
  if (event.key === 'Escape') return steppedBack(list);
  if (list.current === undefined) return false;
  const isOnControl = !isInSearch && event.target instanceof HTMLElement && event.target.matches('button,a,summary');
  return (
    moved(event, list, isInSearch) ||
    copied(event, list, isOnControl) ||
    (!isInSearch && !isOnControl && chosen(event, list)) ||
    edited(event, list)
  );
}

function moved(event: KeyboardEvent, { keys, current, chosen: together }: ListKeyboard, isInSearch: boolean): boolean {
  if (isModified(event)) return false;
  const at = keys.indexOf(current!);
  // In a text, Home and End belong to the text.
  const jumps = isInSearch ? {} : { Home: 0, End: keys.length - 1 };
  const places: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
    ...jumps,
  };
  const to = places[event.key];
  if (to === undefined) return false;
  const target = keys[Math.min(Math.max(to, 0), keys.length - 1)]!;
  if (event.shiftKey) extend(target.id, [...together.map(({ id }) => id), current!.id]);
  else lookAt(target.id);
  return true;
}

function copied(event: KeyboardEvent, { current, chosen: together }: ListKeyboard, isOnControl: boolean): boolean {
  const byEnter = event.key === 'Enter' && !isModified(event) && !event.shiftKey && !isOnControl;
  const byLetter = event.key === 'c' && hasModifier(event) && !isTextSelected();
  if ((!byEnter && !byLetter) || together.length > 0) return false;
  void copyMain(current!);
  return true;
}

function chosen(event: KeyboardEvent, { keys, current, chosen: together }: ListKeyboard): boolean {
  if (event.key === 'a' && hasModifier(event)) choose(keys.map(({ id }) => id));
  else if (isModified(event)) return false;
  else if (event.key === ' ') toggleChosen(current!.id, current!.id);
  else if (event.key === 'Delete') {
    const keyIds = (together.length > 0 ? together : [current!]).map(({ id }) => id);
    openDialog({ kind: 'remove', keyIds });
  } else return false;
  return true;
}

function edited(event: KeyboardEvent, { current }: ListKeyboard): boolean {
  if (event.key !== 'e' || !hasModifier(event)) return false;
  openDialog({ kind: 'edit', keyId: current!.id });
  return true;
}

/** From the innermost outwards: what is shown, what is chosen, the detail, the search. */
function steppedBack({ chosen: together }: ListKeyboard): boolean {
  const { query, isDetailOpen } = useKeys.getState();
  if (useReveal.getState().shown !== null) hide();
  else if (together.length > 0) choose([]);
  else if (isDetailOpen) backToList();
  else if (query !== '') search('');
  else return false;
  return true;
}

function isModified({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

/** In the page, or in the search, of which the page's selection knows nothing. */
function isTextSelected(): boolean {
  const { activeElement: active } = document;
  if (active instanceof HTMLInputElement && active.selectionStart !== active.selectionEnd) return true;
  return window.getSelection()?.isCollapsed === false;
}
