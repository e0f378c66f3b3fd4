/** What a key can be copied as, in the order of the menu. */
import { type CopyFormatName, copyFormatNames } from '../../shared/format-names.ts';

export const formatWords = {
  raw: 'Secret alone',
  line: 'Header line',
  curl: 'curl command',
  httpie: 'HTTPie command',
  fetch: 'JavaScript fetch',
  python: 'Python requests',
  powershell: 'PowerShell',
  env: '.env line',
  http: '.http block',
  json: 'JSON',
} as const satisfies Record<CopyFormatName, string>;

/** The same inside a sentence. */
export const formatPhrases: Readonly<Record<CopyFormatName, string>> = {
  ...formatWords,
  raw: 'the secret alone',
  line: 'a header line',
  curl: 'a curl command',
  httpie: 'an HTTPie command',
  env: 'an .env line',
  http: 'an .http block',
};

export const copyFormats: readonly CopyFormatName[] = ['line', ...copyFormatNames.filter((name) => name !== 'line')];

/** Those that have a form which fetches the secret from `keybearer` when it runs. */
export const toolFormats: readonly CopyFormatName[] = [
  'curl',
  'httpie',
  'fetch',
  'python',
  'powershell',
  'env',
  'http',
];

/** Formats that write a request need a header to put into it. */
export function formatsFor(formats: readonly CopyFormatName[], headers: readonly string[]): CopyFormatName[] {
  return formats.filter((format) => headers.length > 0 || format === 'raw' || format === 'env');
}
