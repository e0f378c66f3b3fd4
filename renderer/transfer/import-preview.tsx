/** What would be stored, and what is left out and why. */
import type { ImportPreview } from '../../shared/contract/import.ts';
import { kindWords } from '../../shared/import-kinds.ts';
import { isolated, issuerName } from '../keys/key-words.ts';
import { ExpiryBadge } from '../ui/expiry-badge.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Name } from '../ui/name.tsx';
import { skippedByReason } from './skip-words.ts';

const shownMax = 300;

export function ImportPreviewList({ preview }: { preview: ImportPreview }) {
  return (
    <>
      {preview.sources.map((source) => (
        <Source key={source.path} source={source} preview={preview} />
      ))}
      <Skipped skip={preview.skip} />
    </>
  );
}

function Source({ source, preview }: { source: ImportPreview['sources'][number]; preview: ImportPreview }) {
  const keys = preview.add.filter(({ path }) => path === source.path);
  const now = Date.now();
  return (
    <section className="transfer-source" aria-label={source.path}>
      <Name className="mono dim" text={`${source.path}: ${kindWords[source.kind]}`} />
      <ul>
        {keys.slice(0, shownMax).map((key) => (
          <li key={`${key.name} ${key.line}`} className="transfer-row">
            <IssuerMark issuer={key.issuer} name={key.name} />
            <div className="key-row-words">
              <Name className="key-row-name" text={key.name} />
              <Name className="small dim" text={aboutKey(key)} />
            </div>
            {key.expiryUnread ? (
              <span className="badge badge-soon">date not read</span>
            ) : (
              <ExpiryBadge expiresAt={key.expiresAt} now={now} />
            )}
          </li>
        ))}
      </ul>
      {keys.length > shownMax && <p className="dim">and {keys.length - shownMax} more</p>}
    </section>
  );
}

function Skipped({ skip }: { skip: ImportPreview['skip'] }) {
  if (skip.length === 0) return null;
  return (
    <details className="more">
      <summary>{skip.length === 1 ? 'One is left out' : `${skip.length} are left out`}</summary>
      <dl>
        {skippedByReason(skip).map(([words, titles]) => (
          <div key={words} className="fact">
            <dt className="dim">{words}</dt>
            <dd>
              <Name text={titles.map(isolated).join(', ')} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function aboutKey({
  issuer,
  confidence,
  account,
  origins,
  plainName,
  title,
  name,
}: ImportPreview['add'][number]): string {
  const likely = confidence === 'likely' ? ' (likely)' : '';
  const words = [
    title === name ? null : isolated(title),
    issuer === null ? null : `${isolated(issuerName(issuer) ?? issuer)}${likely}`,
    account === null ? null : isolated(account),
    origins.length === 0 ? null : isolated(origins.join(' ')),
    plainName === null ? null : `another is called ${isolated(plainName)}`,
  ];
  return words.filter((word) => word !== null).join(', ') || 'no issuer';
}
