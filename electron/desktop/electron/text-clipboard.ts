/** Electron's clipboard, with the hints that tell clipboard managers to look away (B5): text and hints are one item. */
import { ClipboardItem, clipboard } from 'electron';

type Hints = readonly (readonly [format: string, value: Uint8Array<ArrayBuffer>])[];

const text = (value: string) => new TextEncoder().encode(value);
/** A DWORD of 0. */
const no = new Uint8Array(4);

/**
 * @see http://nspasteboard.org (macOS)
 * @see https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 */
const hints: Partial<Record<NodeJS.Platform, Hints>> = {
  linux: [['x-kde-passwordManagerHint', text('secret')]],
  darwin: [['org.nspasteboard.ConcealedType', text('')]],
  win32: [
    ['ExcludeClipboardContentFromMonitorProcessing', no],
    ['CanIncludeInClipboardHistory', no],
    ['CanUploadToCloudClipboard', no],
  ],
};

export function electronClipboard(platform: NodeJS.Platform) {
  return {
    write: (secret: string) => clipboard.write([itemOf(secret, hints[platform] ?? [])]),
    read: () => clipboard.readText(),
    clear: () => clipboard.clear(),
  };
}

function itemOf(secret: string, marks: Hints): ClipboardItem {
  const entries = marks.map(([format, value]) => [
    `electron application/osclipboard;format="${format}"`,
    new Blob([value]),
  ]);
  return new ClipboardItem({ 'text/plain': secret, ...Object.fromEntries(entries) });
}
