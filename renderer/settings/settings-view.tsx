/** Settings. What this desktop cannot do is not offered. */
import { type ReactNode, useState } from 'react';
import type { DesktopSettings } from '../../shared/contract/desktop.ts';
import { openDialog } from '../app/navigation-store.ts';
import { useReadySession } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import { changeSettings, setTheme } from './settings-actions.ts';
import './settings.css';

const themes = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
const platforms: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
const clipboardChoices = [10, 15, 30, 60, 120, 300];
const autoLockChoices = [1, 5, 10, 15, 30, 60, 240];

export function SettingsView() {
  const { settings, capabilities, status } = useReadySession();
  return (
    <div className="page">
      <header className="page-head">
        <h1>Settings</h1>
      </header>
      <Card title="Look">
        <SelectField
          label="Theme"
          value={settings.theme}
          choices={themes}
          onChoose={(theme) => void setTheme(theme as DesktopSettings['theme'])}
        />
      </Card>
      <Card title="Clipboard and lock">
        {capabilities.clipboard && (
          <SelectField
            label="Clear the clipboard"
            value={String(settings.clipboardSeconds)}
            choices={choices(
              clipboardChoices,
              settings.clipboardSeconds,
              (seconds) => `after ${spanWords(seconds, 'second')}`,
            )}
            onChoose={(seconds) => void changeSettings({ clipboardSeconds: Number(seconds) })}
          />
        )}
        <SelectField
          label="Lock when nothing was done"
          value={String(settings.autoLockMinutes ?? 0)}
          choices={[
            ...choices(
              autoLockChoices,
              settings.autoLockMinutes ?? 1,
              (minutes) => `for ${spanWords(minutes, 'minute')}`,
            ),
            ['0', 'never'] as const,
          ]}
          hint={
            capabilities.lockSignals
              ? 'It locks with the screen and when the computer sleeps, too.'
              : 'It locks when the computer sleeps, too. When the screen locks, this desktop does not tell.'
          }
          onChoose={(minutes) => void changeSettings({ autoLockMinutes: minutes === '0' ? null : Number(minutes) })}
        />
      </Card>
      {(capabilities.startAtLogin || capabilities.globalShortcut) && (
        <Card title="Desktop">
          {capabilities.startAtLogin && (
            <CheckField
              label="Start at login"
              hint="So that reminders come from then on."
              checked={settings.startAtLogin}
              onCheck={(startAtLogin) => void changeSettings({ startAtLogin })}
            />
          )}
          {capabilities.globalShortcut && <ShortcutField value={settings.shortcut} />}
        </Card>
      )}
      <Card title="Vault">
        <p className="dim">
          The file is <bdi className="mono path">{status.path}</bdi>
        </p>
        <div className="buttons">
          <Button onClick={() => openDialog({ kind: 'import' })}>Import keys</Button>
          <Button onClick={() => openDialog({ kind: 'backup' })}>Back up</Button>
          <Button onClick={() => openDialog({ kind: 'restore' })}>Restore</Button>
          <Button onClick={() => openDialog({ kind: 'trash' })}>Open the trash</Button>
          <Button onClick={() => openDialog({ kind: 'shortcuts' })}>Shortcuts</Button>
        </div>
      </Card>
      <p className="faint small">
        Keybearer {capabilities.version}, in {capabilities.shell === 'electron' ? 'Electron' : 'Chromium'} on{' '}
        {platforms[capabilities.platform] ?? capabilities.platform}
      </p>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card settings-card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Saved when it is left or Enter is pressed: half a shortcut is none. */
function ShortcutField({ value }: { value: string | null }) {
  const [typed, setTyped] = useState(value ?? '');
  const save = () => void changeSettings({ shortcut: typed.trim() === '' ? null : typed.trim() });
  return (
    <TextField
      label="Shortcut for copying quickly"
      hint="From any program: it opens a small window that finds a key, copies it and is gone. Empty: none."
      placeholder="CommandOrControl+Shift+K"
      value={typed}
      spellCheck={false}
      onType={setTyped}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

/** The usual ones, and the one that is set where it is another. */
function choices(
  usual: readonly number[],
  set: number,
  words: (value: number) => string,
): (readonly [string, string])[] {
  const all = [...new Set([...usual, set])].sort((one, other) => one - other);
  return all.map((value) => [String(value), words(value)]);
}

function spanWords(count: number, unit: 'second' | 'minute'): string {
  const [shown, words] =
    count >= 60 && count % 60 === 0 ? [count / 60, unit === 'second' ? 'minute' : 'hour'] : [count, unit];
  return `${shown} ${words}${shown === 1 ? '' : 's'}`;
}
