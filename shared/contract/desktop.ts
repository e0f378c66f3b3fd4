/** The desktop around the window: settings, and what this shell can do. */
import * as z from 'zod/mini';
import { done, nothing, procedure } from './procedure.ts';

const themes = ['system', 'light', 'dark'] as const;

/** What a file is chosen for: `backup` names a new one. */
export const filePurposes = ['import', 'backup', 'restore'] as const;
export type FilePurpose = (typeof filePurposes)[number];

const settings = {
  theme: z.enum(themes),
  /** How long a secret stays on the clipboard. */
  clipboardSeconds: z.int().check(z.minimum(5), z.maximum(600)),
  /** Minutes without input until the vault locks; null: never. */
  autoLockMinutes: z.nullable(z.int().check(z.minimum(1), z.maximum(1440))),
  startAtLogin: z.boolean(),
  /** The global shortcut that shows the quick-copy window, in Electron's words (`CommandOrControl+Shift+K`); null: none. */
  shortcut: z.nullable(z.string().check(z.maxLength(64))),
};

export const settingsSchema = z.object(settings);
export type DesktopSettings = z.infer<typeof settingsSchema>;

/** What this shell and this build can do. The window offers nothing else. */
const capabilities = z.object({
  shell: z.enum(['electron', 'chromium']),
  version: z.string(),
  platform: z.string(),
  /** Copying to the clipboard and clearing it. */
  clipboard: z.boolean(),
  /** Whether clipboard managers are told that it is a secret. */
  clipboardHints: z.boolean(),
  notifications: z.boolean(),
  tray: z.boolean(),
  globalShortcut: z.boolean(),
  startAtLogin: z.boolean(),
  /** Whether screenshots can be kept from showing the window. */
  contentProtection: z.boolean(),
  /** Whether the shell shows a dialog to choose a file; else a path is typed. */
  fileDialog: z.boolean(),
  /** Whether a locked screen is noticed; a sleep is everywhere. */
  lockSignals: z.boolean(),
});

export type Capabilities = z.infer<typeof capabilities>;

export const desktopProcedures = {
  capabilities: procedure(nothing, capabilities),
  'settings.get': procedure(nothing, z.object({ settings: settingsSchema })),
  /** Those that are named; answers all of them. */
  'settings.set': procedure(z.strictObject(optional(settings)), z.object({ settings: settingsSchema })),
  /**
   * The shell's own dialog. Answers the paths that the user chose; none: they chose nothing.
   *
   * @throws 'invalid-input' where `capabilities.fileDialog` is false.
   */
  'files.choose': procedure(
    z.strictObject({ purpose: z.enum(filePurposes) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** The user is there: puts off the auto-lock. To be called on input, at most every few seconds. */
  'window.active': procedure(nothing, done),
} as const;

function optional<S extends Record<string, z.ZodMiniType>>(shape: S): { [K in keyof S]: z.ZodMiniOptional<S[K]> } {
  const entries = Object.entries(shape).map(([name, schema]) => [name, z.optional(schema)]);
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodMiniOptional<S[K]> };
}
