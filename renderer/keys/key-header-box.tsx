/** What requests carry, with dots for the secret, until it is revealed for a few seconds. */
import type { KeyView } from '../../shared/contract/keys.ts';
import { maskedHeader } from '../../shared/masked-header.ts';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/use-now.ts';
import { partWords } from './key-words.ts';
import { hide, reveal, useReveal } from './reveal-store.ts';

export function KeyHeaderBox({ apiKey }: { apiKey: KeyView }) {
  const { shown } = useReveal();
  const isShown = shown?.keyId === apiKey.id;
  return (
    <div className="header-box">
      {isShown ? (
        <Revealed parts={shown.parts} />
      ) : (
        <div className="header-box-lines">
          <Masked apiKey={apiKey} />
        </div>
      )}
      {isShown ? (
        <HideButton hidesAt={shown.hidesAt} />
      ) : (
        <Button kind="quiet" onClick={() => void reveal(apiKey)}>
          Reveal
        </Button>
      )}
    </div>
  );
}

export function HeaderLine({ header }: { header: string }) {
  const colon = header.indexOf(':');
  return (
    <code className="header-line" dir="ltr" title={header}>
      <span className="dim">{header.slice(0, colon + 1)}</span>
      {header.slice(colon + 1)}
    </code>
  );
}

function Masked({ apiKey }: { apiKey: KeyView }) {
  if (apiKey.headers.length > 0)
    return apiKey.headers.map((template) => <HeaderLine key={template} header={maskedHeader(template)} />);
  return apiKey.parts.map((part) => <HeaderLine key={part} header={`${partWords(part)}: ••••••••`} />);
}

function Revealed({ parts }: { parts: readonly { name: string; text: string }[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long secret is scrolled by keyboard too
    <section className="header-box-lines header-box-revealed" aria-label="Secret" tabIndex={0}>
      {parts.map(({ name, text }) => (
        <code key={name} className="revealed" dir="ltr">
          {parts.length > 1 && <span className="dim">{partWords(name)}: </span>}
          {text}
        </code>
      ))}
    </section>
  );
}

function HideButton({ hidesAt }: { hidesAt: number }) {
  return (
    <Button kind="quiet" onClick={hide}>
      Hide, {useCountdown(hidesAt)} s
    </Button>
  );
}
