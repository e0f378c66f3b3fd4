/** The small square that tells issuers apart at a glance. Words beside it say the same. */
import type { CSSProperties } from 'react';
import { findIssuer } from '../../shared/catalogue/catalogue.ts';

/** White reads at 4.5 : 1 or better on each. */
const grounds = [
  '#b3261e',
  '#a8441c',
  '#8a5a00',
  '#4f6b12',
  '#23703c',
  '#0f766e',
  '#0b6a8f',
  '#2f5fc4',
  '#5a4fcf',
  '#7a3fb0',
  '#a3307a',
  '#3d454d',
];

/** Issuers that people know by a colour. */
const known: Readonly<Record<string, string>> = {
  github: '#3f4852',
  gitlab: '#c2410c',
  openai: '#0a7c66',
  anthropic: '#a8533a',
  cloudflare: '#b35309',
  datadog: '#632ca6',
  'hugging-face': '#8a5a00',
  stripe: '#5851d8',
  linear: '#4f57c4',
  slack: '#611f69',
  sentry: '#5a4a86',
  npm: '#b3261e',
  trend: '#b3261e',
};

export function IssuerMark({ issuer, name, size = 28 }: { issuer: string | null; name: string; size?: 18 | 28 | 40 }) {
  const label = issuer === null ? name : (findIssuer(issuer)?.name ?? issuer);
  return (
    <span
      className={`mark mark-${size}`}
      style={{ '--mark': markColour(issuer ?? name) } as CSSProperties}
      aria-hidden="true"
    >
      {markLetters(label)}
    </span>
  );
}

export function markColour(id: string): string {
  const family = Object.keys(known).find((start) => id === start || id.startsWith(`${start}-`));
  if (family !== undefined) return known[family]!;
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)!) % 65_521;
  return grounds[sum % grounds.length]!;
}

/** `Trend Micro` TM, `GitHub` GH, `Anthropic` AN. */
export function markLetters(label: string): string {
  const words = label.match(/[\p{L}\p{N}]+/gu) ?? [];
  const capitals = (words[0] ?? '').match(/\p{Lu}/gu) ?? [];
  const [first = '', second = ''] =
    words.length > 1 ? words.map((word) => [...word][0]) : capitals.length > 1 ? capitals : [...(words[0] ?? '?')];
  return `${first}${second}`.toLocaleUpperCase('en').slice(0, 4);
}
