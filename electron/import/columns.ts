/** Which column of a CSV file holds what: by the names that programs give them, or as the user says. */

import { type ColumnRole, columnRoles } from '../../shared/import-kinds.ts';

export { type ColumnRole, columnRoles } from '../../shared/import-kinds.ts';

/** Column numbers, from 0. `secret` is a key for sure, `password` may be a website's. */
export type Columns = Partial<Record<ColumnRole, number>>;

const known: Record<ColumnRole, readonly string[]> = {
  name: ['name', 'title', 'key name', 'service', 'label', 'account name', 'description', 'variable', 'key'],
  secret: [
    'secret',
    'api key',
    'apikey',
    'token',
    'access token',
    'api token',
    'value',
    'key',
    'secret key',
    'credential',
  ],
  password: ['password', 'login password'],
  account: ['username', 'user', 'login', 'login username', 'account', 'email', 'login name'],
  url: ['url', 'login uri', 'website', 'host', 'hostname', 'uri', 'origin'],
  notes: ['notes', 'note', 'comment', 'comments', 'extra'],
  renewal: ['renewal', 'renewal steps', 'how to renew', 'rotation steps'],
  places: ['used in', 'used by', 'places'],
  expires: [
    'expires',
    'expiry',
    'expiry date',
    'expiration',
    'expiration date',
    'expires at',
    'expires on',
    'valid until',
  ],
  tags: ['tags', 'tag', 'group', 'folder', 'grouping', 'collections'],
  environment: ['environment', 'env', 'stage'],
  issuer: ['issuer', 'provider', 'vendor'],
  archived: ['archived'],
};

/** @returns the columns whose names are known; the first of several for one role, and each for one role alone. */
export function knownColumns(header: readonly string[]): Columns {
  const columns: Columns = {};
  const names = header.map(normalise);
  for (const role of columnRoles) {
    const taken = Object.values(columns);
    const isFree = (at: number) => at !== -1 && !taken.includes(at);
    const at = known[role].map((name) => names.indexOf(name)).find(isFree);
    if (at !== undefined) columns[role] = at;
  }
  return columns;
}

/** The number of the column that is called so, in any case. */
export function columnNamed(header: readonly string[], name: string): number | undefined {
  const at = header.map(normalise).indexOf(normalise(name));
  return at === -1 ? undefined : at;
}

export function hasSecret(columns: Columns): boolean {
  return columns.secret !== undefined || columns.password !== undefined;
}

function normalise(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
