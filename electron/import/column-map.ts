/** What a user says of the columns of a CSV file. */
import { KeybearerError } from '../../shared/errors.ts';
import { type ColumnRole, type Columns, columnNamed, columnRoles } from './columns.ts';

export type ColumnMap = readonly { readonly role: string; readonly column: string }[];

/**
 * What the map says wins; it makes a secret of a column that would be a website's password otherwise.
 *
 * @throws KeybearerError 'invalid-input' for a role that is none, 'source-columns-unknown' for a column that is not there.
 */
export function mappedColumns(path: string, header: readonly string[], known: Columns, map: ColumnMap): Columns {
  const columns: Columns = { ...known };
  for (const { role, column } of map) {
    const found = columnNamed(header, column);
    if (!isRole(role)) throw new KeybearerError('invalid-input', { field: 'map', reason: 'column-role' });
    if (found === undefined) throw unknownColumns(path, header);
    columns[role] = found;
  }
  return columns;
}

function isRole(role: string): role is ColumnRole {
  return columnRoles.some((known) => known === role);
}

/** Their number alone: the first row of a file without a header is somebody's secret. */
export function unknownColumns(path: string, header: readonly string[]): KeybearerError {
  return new KeybearerError('source-columns-unknown', { path, columns: header.length });
}

/** What reads as a heading is shown; anything else stays a number. */
export function shownColumn(name: string): string {
  return /^[\p{L}][\p{L} _.-]{0,23}$/u.test(name) ? JSON.stringify(name) : '(not shown)';
}
