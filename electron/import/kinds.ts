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
