/** An import's preview, for people and for scripts. Nothing in it is of a secret. */
import { expiryInWords } from '../../shared/expiry.ts';
import { kindWords } from '../import/kinds.ts';
import type { Preview, PreviewedKey, PreviewedSkip } from '../import/preview.ts';
import { iso } from './key-json.ts';
import { type Column, table } from './table.ts';

const reasonWords: Record<PreviewedSkip['reason'], string> = {
  empty: 'nothing in it',
  reference: 'it stands for another value',
  placeholder: 'a placeholder',
  public: 'not a secret (public)',
  number: 'not a secret (a number)',
  boolean: 'not a secret (yes or no)',
  url: 'not a secret (an address)',
  path: 'not a secret (a path)',
  email: 'not a secret (an e-mail address)',
  date: 'not a secret (a date)',
  identifier: 'not a secret (an identifier)',
  text: 'not a secret (words)',
  word: 'does not look like a secret',
  login: "a website's login, not an API key",
  archived: 'archived or deleted there',
  temporary: 'temporary: it expires by itself within hours',
  'kept-elsewhere': 'its secret is kept elsewhere',
  'no-host': 'for no host in particular',
  'not-an-assignment': 'not a line of an .env file',
  unfit: 'its secret cannot be stored: too long, with a NUL byte, or no valid text',
  'in-vault': 'in the vault already',
  'in-vault-before': 'replaced in the vault already, an older secret',
  twice: 'the same secret as another one here',
};

/** How many names a line of skipped ones holds; --json has all. */
const namesShown = 12;

export function previewText(preview: Preview, width: number, colour: boolean): string {
  return preview.sources
    .map(({ path, kind }) => {
      const add = preview.add.filter((key) => key.path === path);
      const skip = preview.skip.filter((one) => one.path === path);
      const rows = add.length === 0 ? '' : table(columns(Date.now()), add, width, colour);
      return [`${oneLine(path, 400)}: ${kindWords[kind]}, ${count(add.length)}\n`, rows, ...skippedLines(skip)].join(
        '',
      );
    })
    .join('\n');
}

function count(keys: number): string {
  return keys === 1 ? '1 key' : `${keys} keys`;
}

function columns(now: number): Column<PreviewedKey>[] {
  return [
    { title: '  NAME', text: ({ name }) => `  ${name}`, always: true },
    {
      title: 'ISSUER',
      text: ({ issuer, confidence }) => `${issuer ?? ''}${confidence === 'likely' ? ' (likely)' : ''}`,
    },
    {
      title: 'EXPIRES',
      text: ({ expiresAt, expiryUnread }) =>
        expiryUnread ? 'date not understood' : expiresAt === null ? '' : expiryInWords(expiresAt, now),
    },
    { title: 'GOES TO', text: ({ origins }) => origins.join(' ') },
    { title: 'LINE', text: ({ line }) => line?.toString() ?? '' },
    { title: 'NOTE', text: ({ plainName }) => (plainName === null ? '' : `another is called ${plainName}`) },
  ];
}

/** One line for each reason. A duplicate names the key that has its secret, where that is called otherwise. */
function skippedLines(skipped: readonly PreviewedSkip[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { title, reason, sameAs } of skipped) {
    const shown = sameAs === null ? oneLine(title) : `${oneLine(title)} = ${sameAs}`;
    const group = groups.get(reasonWords[reason]);
    if (group === undefined) groups.set(reasonWords[reason], [shown]);
    else group.push(shown);
  }
  return [...groups].map(([why, titles]) => {
    const more = titles.length > namesShown ? ` and ${titles.length - namesShown} more` : '';
    return `  skipped, ${why}: ${titles.slice(0, namesShown).join(', ')}${more}\n`;
  });
}

/** A title is not checked until it becomes a name, and a path never is. */
function oneLine(text: string, maxChars = 60): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, maxChars);
}

export function sourceAdvice({ sources, add, skip }: Preview): string[] {
  const open = add.filter(({ headers, origins }) => headers.length > 0 && origins.length === 0);
  const paths = sources
    .map(({ path }) => path)
    .filter((path) => [...add, ...skip.filter(({ sameAs }) => sameAs !== null)].some((one) => one.path === path));
  const origins = `${count(open.length)} without an origin yet, before a tool may send it: keybearer edit NAME --origin https://...`;
  return [
    ...(open.length === 0 ? [] : [origins]),
    'The secrets still stand here too. Remove them, and remember that git history and backups keep them:',
    ...paths.map((path) => `  ${oneLine(path, 400)}`),
  ];
}

/** The field names are documented in docs/command-line.md and do not change. */
export function previewJson({ sources, add, skip }: Preview) {
  return {
    sources,
    add: add.map(({ expiresAt, ...key }) => ({ ...key, expiresAt: iso(expiresAt) })),
    skip: skip.map((one) => ({ ...one, text: reasonWords[one.reason] })),
  };
}
