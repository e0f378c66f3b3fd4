/** Notifications on Windows, as toasts by PowerShell. Without an installed application nothing hears their buttons. */
import type { Notification, RunProgram } from './ports.ts';
import { ProgramNotifier } from './program-notifier.ts';

/** A toast belongs to an application that Windows knows; PowerShell itself is one. */
const appId = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe';

/**
 * Always the same text: what is shown comes on stdin, and becomes text nodes that no markup in it can leave. It comes as
 * base64, since a console's code page would bend letters beyond ASCII.
 */
export const toastScript = `
$ErrorActionPreference = 'Stop'
$bytes = [Convert]::FromBase64String([Console]::In.ReadToEnd())
$shown = [Text.Encoding]::UTF8.GetString($bytes) | ConvertFrom-Json
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $toast.GetElementsByTagName('text')
$null = $texts.Item(0).AppendChild($toast.CreateTextNode($shown.title))
$null = $texts.Item(1).AppendChild($toast.CreateTextNode($shown.body))
$notifier = [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('${appId}')
$notifier.Show([Windows.UI.Notifications.ToastNotification]::new($toast))
`;

export class WindowsNotifier extends ProgramNotifier {
  constructor(run: RunProgram) {
    super((notification) => runPowerShell(run, toastScript, toastInput(notification)));
  }
}

export function toastInput({ title, body }: Notification): string {
  return Buffer.from(JSON.stringify({ title, body })).toString('base64');
}

/** @param script Fixed text: what differs goes to stdin. */
export function runPowerShell(run: RunProgram, script: string, stdin: string, outlivesMs?: number) {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const args = ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];
  return run('powershell.exe', args, { stdin, ...(outlivesMs !== undefined && { outlivesMs }) });
}
