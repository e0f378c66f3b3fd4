/** The kinds of clipboards, and which one a session has. */
export const clipboardKinds = ['x11', 'wayland'] as const;
export type ClipboardKind = (typeof clipboardKinds)[number];

/**
 * Wayland first: its sessions name an X display too, whose clipboard is not in step with theirs everywhere.
 *
 * @returns undefined where there is no desktop session.
 */
export function clipboardKind(env: NodeJS.ProcessEnv): ClipboardKind | undefined {
  if (env.WAYLAND_DISPLAY) return 'wayland';
  return env.DISPLAY ? 'x11' : undefined;
}
