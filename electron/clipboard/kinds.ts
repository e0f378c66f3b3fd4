/** The kinds of clipboards, and which one a session has. */
export const clipboardKinds = ['x11', 'wayland', 'macos', 'windows'] as const;
export type ClipboardKind = (typeof clipboardKinds)[number];

/**
 * Wayland first: its sessions name an X display too, whose clipboard is not in step with theirs everywhere.
 *
 * @returns undefined where there is no desktop session.
 */
export function clipboardKind(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): ClipboardKind | undefined {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  if (env.WAYLAND_DISPLAY) return 'wayland';
  return env.DISPLAY ? 'x11' : undefined;
}

/** Whether the system stores what is copied, so that it outlives a keeper. */
export function isStored(kind: ClipboardKind): boolean {
  return kind === 'macos' || kind === 'windows';
}
