/** How a key leaves the window: copied as something, or as a command that asks for it later. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { copyForTool, copyKey, useClipboard } from '../clipboard/clipboard-store.ts';
import { useReadySession } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { useCountdown } from '../ui/use-now.ts';
import { copyFormats, formatsFor, formatWords, toolFormats } from './copy-formats.ts';
import { copyMain, mainFormat } from './key-actions.ts';
import { partWords } from './key-words.ts';

export function KeyCopying({ apiKey }: { apiKey: KeyView }) {
  const { capabilities, settings } = useReadySession();
  if (!capabilities.clipboard)
    return <p className="small dim">This desktop has no clipboard that Keybearer can clear.</p>;
  return (
    <div className="key-copying">
      <div className="buttons">
        <CopyButton apiKey={apiKey} />
        <Menu
          trigger={
            <Button>
              Copy as{' '}
              <span className="dim key-copy-formats">{apiKey.headers.length > 0 ? 'curl, fetch, .env' : '.env'}</span>
            </Button>
          }
          entries={copyEntries(apiKey)}
        />
        <Menu
          trigger={<Button>Use in a tool</Button>}
          about="Copies a command without the secret: it asks Keybearer for it when it runs."
          entries={formatsFor(toolFormats, apiKey.headers).map((format) => ({
            label: formatWords[format],
            onChoose: () => void copyForTool(apiKey, format),
          }))}
        />
      </div>
      <p className="small dim">
        The clipboard is cleared after {settings.clipboardSeconds} seconds.
        {!capabilities.clipboardHints && ' Clipboard managers are not told here that it is a secret.'}
      </p>
    </div>
  );
}

function CopyButton({ apiKey }: { apiKey: KeyView }) {
  const { held } = useClipboard();
  const format = mainFormat(apiKey);
  const seconds = useCountdown(held?.clearsAt ?? 0);
  const isHeld = held !== null && held.keyId === apiKey.id && held.format === format;
  const words = format === 'line' ? 'Copy header' : 'Copy secret';
  return (
    <Button
      kind="primary"
      className="copy-button"
      shortcut="Enter"
      aria-keyshortcuts="Enter"
      onClick={() => void copyMain(apiKey)}
    >
      {isHeld ? `Copied, ${seconds} s` : words}
    </Button>
  );
}

function copyEntries(apiKey: KeyView): MenuEntry[] {
  const formats = formatsFor(copyFormats, apiKey.headers).map((format) => ({
    label: formatWords[format],
    onChoose: () => void copyKey(apiKey, format),
  }));
  if (apiKey.parts.length === 1) return formats;
  const parts = apiKey.parts.map((part) => ({
    label: `Only ${partWords(part)}`,
    onChoose: () => void copyKey(apiKey, 'raw', part),
  }));
  return [...formats, ...parts];
}
