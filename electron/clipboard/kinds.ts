/** The kinds of clipboards, and which one a session has. */

export const clipboardKinds = ['x11'] as const;
export type ClipboardKind = (typeof clipboardKinds)[number];

/** @returns undefined where there is no desktop session. */
export function clipboardKind(env: NodeJS.ProcessEnv, _platform: NodeJS.Platform): ClipboardKind | undefined {
  return env.DISPLAY ? 'x11' : undefined;
}
