/** What is known of a key, in two columns. */
import type { ReactNode } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { expiryInWords } from '../../shared/expiry.ts';
import { dayText } from '../ui/dates.ts';
import { Name } from '../ui/name.tsx';
import { isolated, leadText } from './key-words.ts';

interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

const sources = { token: 'the token says so', issuer: 'the issuer says so' } as const;

export function KeyFacts({ apiKey, now }: { apiKey: KeyView; now: number }) {
  return (
    <div className="facts">
      <Facts facts={whereFacts(apiKey)} />
      <Facts facts={whenFacts(apiKey, now)} />
    </div>
  );
}

function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl className="fact-list">
      {facts
        .filter((fact) => fact !== null)
        .map(({ label, value }) => (
          <div key={label} className="fact">
            <dt className="dim">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function whereFacts({ origins, envName, environment, account, tags, askBeforeUse }: KeyView): (Fact | null)[] {
  const places = origins.map((origin) => <Name key={origin} className="mono" text={origin} />);
  return [
    { label: 'Allowed origins', value: origins.length === 0 ? none : places },
    { label: 'Variable', value: envName === null ? none : <Name className="mono" text={envName} /> },
    { label: 'Environment', value: environment === null ? none : <Name text={environment} /> },
    account === null ? null : { label: 'Account', value: <Name text={account} /> },
    tags.length === 0 ? null : { label: 'Tags', value: <Name text={tags.map(isolated).join(', ')} /> },
    askBeforeUse ? { label: 'Each use', value: 'asks you first' } : null,
  ];
}

function whenFacts(apiKey: KeyView, now: number): (Fact | null)[] {
  const { expiresAt, rotatedAt, createdAt, leadDays, page } = apiKey;
  return [
    { label: 'Expires', value: expiresAt === null ? 'no date' : expiryWords(apiKey, expiresAt, now) },
    { label: 'Last rotated', value: rotatedAt === null ? never : dayText(rotatedAt) },
    { label: 'Added', value: dayText(createdAt) },
    expiresAt === null ? null : { label: 'Reminders', value: leadText(leadDays) },
    page === null ? null : { label: 'Page', value: <Name className="mono" text={page.replace('https://', '')} /> },
  ];
}

function expiryWords({ expirySource }: KeyView, expiresAt: number, now: number): string {
  const source = expirySource === null || expirySource === 'typed' ? '' : `, ${sources[expirySource]}`;
  return `${dayText(expiresAt)} (${expiryInWords(expiresAt, now)})${source}`;
}

const none = <span className="faint">none</span>;
const never = <span className="faint">never</span>;
