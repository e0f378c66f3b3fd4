/** What requests will carry, with dots for the secret. */
import { useId } from 'react';
import type { MatchView } from '../../shared/contract/keys.ts';
import { maskedHeader } from '../../shared/masked-header.ts';
import { HeaderLine } from '../keys/key-header-box.tsx';
import type { KeyDraft } from './key-draft.ts';
import { prefixesOf } from './pasted.ts';

export function Preview({
  draft,
  match,
  hasError,
}: {
  draft: KeyDraft;
  match: MatchView | undefined;
  hasError: boolean;
}) {
  const titleId = useId();
  const headers = hasError ? [] : draft.headers.split('\n').filter((line) => line.trim() !== '');
  return (
    <section className="preview" aria-labelledby={titleId}>
      <h3 id={titleId} className="field-label">
        Requests will carry
      </h3>
      <div className="header-box">
        {headers.length === 0 ? (
          <span className="dim">no header</span>
        ) : (
          <div className="header-box-lines">
            {headers.map((header) => (
              <HeaderLine key={header} header={maskedHeader(header, prefixesOf(match))} />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
