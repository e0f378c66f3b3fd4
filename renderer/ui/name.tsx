/** Texts that others wrote: shown as text, in a direction of their own, and cut where they do not fit. */

/** What a name does to the text around it ends with it; the title shows all of it. */
export function Name({ text, className = '' }: { text: string; className?: string }) {
  return (
    <bdi className={`cut ${className}`} title={text}>
      {text}
    </bdi>
  );
}

/** The same in the middle of a sentence. */
export function InlineName({ text }: { text: string }) {
  return <bdi className="inline-name">{text}</bdi>;
}
