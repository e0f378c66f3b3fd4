/** Where the user is: one view, and at most one dialog above it. */
import { featureStore } from '../feature-store.ts';

export const views = ['keys', 'expiry', 'activity', 'protection', 'settings'] as const;
export type View = (typeof views)[number];

export type OpenDialog =
  | { readonly kind: 'add'; readonly pasted?: string; readonly name?: string }
  | { readonly kind: 'edit'; readonly keyId: string }
  | { readonly kind: 'replace-secret'; readonly keyId: string }
  | { readonly kind: 'remove'; readonly keyIds: readonly string[] }
  | { readonly kind: 'tag'; readonly keyIds: readonly string[] }
  | { readonly kind: 'lead-times'; readonly keyId: string }
  | { readonly kind: 'trash' }
  | { readonly kind: 'import' }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' };

interface Navigation {
  readonly view: View;
  readonly dialog: OpenDialog | null;
}

export const useNavigation = featureStore<Navigation>(() => ({ view: 'keys', dialog: null }));

export function goTo(view: View): void {
  useNavigation.setState({ view, dialog: null });
}

export function openDialog(dialog: OpenDialog): void {
  useNavigation.setState({ dialog });
}

export function closeDialog(): void {
  useNavigation.setState({ dialog: null });
}
