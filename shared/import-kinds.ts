/** What can be imported, and what is left out of it: words that the window knows too. */

/** The kinds of source, by the names that `--from` takes. */
export const kindNames = [
  'env',
  'csv',
  '1password-csv',
  '1pux',
  'bitwarden',
  'keepassxc-csv',
  'kdbx',
  'pass',
  'postman',
  'aws',
  'npmrc',
  'netrc',
  'gh',
] as const;
export type KindName = (typeof kindNames)[number];

/** In words, for people. */
export const kindWords: Record<KindName, string> = {
  env: 'an .env file',
  csv: 'a CSV file',
  '1password-csv': "1Password's CSV export",
  '1pux': "1Password's 1PUX export",
  bitwarden: "Bitwarden's JSON export",
  'keepassxc-csv': "KeePassXC's CSV export",
  kdbx: 'a KeePass database (KDBX 4)',
  pass: 'a password store (pass)',
  postman: 'a Postman environment',
  aws: 'an AWS credentials file',
  npmrc: 'an .npmrc file',
  netrc: 'a .netrc file',
  gh: "the GitHub CLI's hosts.yml",
};

/** What a column of a CSV file may hold, in the order in which they choose: "key" is the secret, unless there is a "value" beside it. */
export const columnRoles = [
  'secret',
  'name',
  'password',
  'account',
  'url',
  'notes',
  'renewal',
  'places',
  'expires',
  'tags',
  'environment',
  'issuer',
  'archived',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Forms of a value that is no secret. */
export const plainShapes = [
  'empty',
  'reference',
  'placeholder',
  'public',
  'number',
  'boolean',
  'url',
  'path',
  'email',
  'date',
  'identifier',
  'text',
  'word',
] as const;

/** Why something is not taken. */
export const skipReasons = [
  ...plainShapes,
  'login',
  'archived',
  'temporary',
  'kept-elsewhere',
  'no-host',
  'not-an-assignment',
  'unfit',
  'in-vault',
  'in-vault-before',
  'twice',
] as const;
export type SkipReason = (typeof skipReasons)[number];
