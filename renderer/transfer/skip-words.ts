/** Why something is not taken, in words, and which of it for each reason. */
import type { ImportPreview } from '../../shared/contract/import.ts';
import type { SkipReason } from '../../shared/import-kinds.ts';

export const skipWords: Readonly<Record<SkipReason, string>> = {
  empty: 'nothing in it',
  reference: 'it stands for another value',
  placeholder: 'a placeholder',
  public: 'not a secret, but public',
  number: 'not a secret, but a number',
  boolean: 'not a secret, but yes or no',
  url: 'not a secret, but an address',
  path: 'not a secret, but a path',
  email: 'not a secret, but an e-mail address',
  date: 'not a secret, but a date',
  identifier: 'not a secret, but an identifier',
  text: 'not a secret, but words',
  word: 'does not look like a secret',
  login: "a website's login, not an API key",
  archived: 'archived or deleted there',
  temporary: 'temporary: it expires by itself within hours',
  'kept-elsewhere': 'its secret is kept elsewhere',
  'no-host': 'for no host in particular',
  'not-an-assignment': 'not a line of an .env file',
  unfit: 'its secret cannot be stored',
  'in-vault': 'in the vault already',
  'in-vault-before': 'an older secret of a key in the vault',
  twice: 'the same secret as another one here',
};

/** Those that the checkbox "take it too" would take. */
export function skippedByReason(skip: ImportPreview['skip']): (readonly [words: string, titles: readonly string[]])[] {
  const groups = Map.groupBy(skip, ({ reason }) => skipWords[reason]);
  return [...groups].map(([words, all]) => [
    words,
    all.map(({ title, sameAs }) => (sameAs === null ? title : `${title}, as ${sameAs}`)),
  ]);
}
