/**
 * The clipboard of Windows, by its own PowerShell and Windows Forms. The scripts are constant, apart from the mark's hex digits; text
 * comes on stdin. They hold no double quotes, which would have to be escaped on the way.
 *
 * @see https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 */
import { join } from 'node:path';
import { marksAmong } from '../marks.ts';
import { runTool } from '../run-tool.ts';
import type { StoredClipboardTools } from './stored-clipboard.ts';

export const markPrefix = 'Keybearer.';

const begin = [
  "$ErrorActionPreference = 'Stop'",
  'Add-Type -AssemblyName System.Windows.Forms',
  '$clipboard = [System.Windows.Forms.Clipboard]',
];

/**
 * The text is base64: what PowerShell reads ahead for $input it decodes by the console's code page, and whether it does depends on
 * its version. The hints are a DWORD each. The last `true` lets it all outlive this process.
 */
export function writeScript(mark: string): string {
  return script(
    "$given = @($input) -join ''",
    'if (-not $given) { $given = [Console]::In.ReadToEnd() }',
    '$data = New-Object System.Windows.Forms.DataObject',
    "$data.SetData('UnicodeText', $true, [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($given.Trim())))",
    dword('ExcludeClipboardContentFromMonitorProcessing', 1),
    dword('CanIncludeInClipboardHistory', 0),
    dword('CanUploadToCloudClipboard', 0),
    dword(`${markPrefix}${mark}`, 1),
    '$clipboard::SetDataObject($data, $true, 10, 100)',
  );
}

function dword(name: string, value: 0 | 1): string {
  return `$data.SetData('${name}', $false, (New-Object System.IO.MemoryStream(,[byte[]](${value},0,0,0))))`;
}

export const listScript = script(
  '$data = $clipboard::GetDataObject()',
  'if ($data) { $data.GetFormats($false) | ForEach-Object { [Console]::Out.WriteLine($_) } }',
);

export const clearScript = script('$clipboard::Clear()');

function script(...lines: string[]): string {
  return [...begin, ...lines].join('; ');
}

export function windowsForms(env: NodeJS.ProcessEnv): StoredClipboardTools {
  const powershell = (text: string) => ({
    command: join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    // Windows Forms wants a single-threaded apartment.
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-STA', '-Command', text],
    env,
  });
  return {
    write: async (text, mark) => {
      await runTool({ ...powershell(writeScript(mark)), input: Buffer.from(text.toString('base64'), 'latin1') });
    },
    marks: async () => marksAmong((await runTool(powershell(listScript))).split(/\r?\n/), markPrefix),
    clear: async () => {
      await runTool(powershell(clearScript));
    },
  };
}
