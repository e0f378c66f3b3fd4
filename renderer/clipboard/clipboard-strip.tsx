import { formatPhrases } from '../keys/copy-formats.ts';
import { Button } from '../ui/button.tsx';
import { InlineName } from '../ui/name.tsx';
import { useCountdown } from '../ui/use-now.ts';
import { clearClipboard, useClipboard } from './clipboard-store.ts';

/** What of ours is on the clipboard, and for how long. */
export function ClipboardStrip() {
  const { held } = useClipboard();
  const seconds = useCountdown(held?.clearsAt ?? 0);
  if (held === null) return null;
  return (
    <section className="strip" aria-label="Clipboard">
      <span className="strip-words">
        <InlineName text={held.name} /> is on the clipboard, as {formatPhrases[held.format]}.{' '}
        <span className="dim figures" aria-hidden="true">
          Cleared in {seconds} s.
        </span>
      </span>
      <Button onClick={() => void clearClipboard()}>Clear now</Button>
    </section>
  );
}
