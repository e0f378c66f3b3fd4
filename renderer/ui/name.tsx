/** Texts that others wrote: shown as text, in a direction of their own, and cut where they do not fit. */

/**
 * What a name does to the text around it ends with it; the title shows all of it.
 *
 * @param props.text A name; or words of ours with isolated names among them, which are read as ours are.
 */
export function Name({ text, className = '' }: { text: string; className?: string }) {
  return (
    <bdi className={`cut ${className}`} dir={text.includes(isolate) ? 'ltr' : 'auto'} title={text}>
      {text}
    </bdi>
  );
}

/** No name holds one: `parseLine` refuses it. */
const isolate = '\u2068';

/** The same in the middle of a sentence. */
export function InlineName({ text }: { text: string }) {
  return <bdi className="inline-name">{text}</bdi>;
}
