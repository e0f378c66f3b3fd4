/** What import has to ask: a file's password, and which columns of a table to take. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { type ColumnRole, type Columns, columnNamed, columnRoles, hasSecret } from '../import/columns.ts';
import type { Questions } from '../import/read-source.ts';
import type { Cli } from './cli.ts';
import { readInput } from './files.ts';

export type ColumnMap = readonly { readonly role: string; readonly column: string }[];

interface Answers {
  readonly map?: ColumnMap;
  readonly passwordFile?: string;
}

export function importQuestions(cli: Cli, { map = [], passwordFile }: Answers): Questions {
  return {
    password: (path) => passwordOf(cli, path, passwordFile),
    columns: (path, header, known) => columnsOf(cli, path, header, known, map),
  };
}

async function passwordOf({ terminal }: Cli, path: string, file: string | undefined): Promise<Buffer> {
  if (file !== undefined) return readInput(terminal, file, 'password', limits.credentialFileMaxBytes);
  if (!terminal.canAsk) throw new KeybearerError('source-password-needed', { path });
  return terminal.askHidden(`Password of ${path} (not shown): `);
}

/** What --map says wins; it makes a secret of a column that would be a website's password otherwise. */
async function columnsOf(
  cli: Cli,
  path: string,
  header: readonly string[],
  known: Columns,
  map: ColumnMap,
): Promise<Columns> {
  const columns: Columns = { ...known };
  for (const { role, column } of map) {
    const found = columnNamed(header, column);
    if (!isRole(role)) throw new KeybearerError('invalid-input', { field: 'map', reason: 'column-role' });
    if (found === undefined) throw unknown(path, header);
    columns[role] = found;
  }
  if (hasSecret(columns)) return columns;
  if (!cli.terminal.canAsk) throw unknown(path, header);
  return askColumns(cli, path, header, columns);
}

function isRole(role: string): role is ColumnRole {
  return columnRoles.some((known) => known === role);
}

/** Their number alone: the first row of a file without a header is somebody's secret. */
function unknown(path: string, header: readonly string[]): KeybearerError {
  return new KeybearerError('source-columns-unknown', { path, columns: header.length });
}

/** What reads as a heading is shown; anything else stays a number. */
function shown(name: string): string {
  return /^[\p{L}][\p{L} _.-]{0,23}$/u.test(name) ? JSON.stringify(name) : '(not shown)';
}

async function askColumns(
  { terminal }: Cli,
  path: string,
  header: readonly string[],
  columns: Columns,
): Promise<Columns> {
  terminal.tell(`The columns of ${path}:`);
  for (const [at, name] of header.entries()) terminal.tell(`  ${at + 1}  ${shown(name)}`);
  const secret = await askNumber(terminal, 'Which one holds the secret? ', header.length);
  if (secret === undefined) throw new KeybearerError('cancelled');
  const name = columns.name ?? (await askNumber(terminal, 'Which one holds the name (empty: none)? ', header.length));
  return { ...columns, secret, ...(name !== undefined && { name }) };
}

async function askNumber(terminal: Cli['terminal'], question: string, max: number): Promise<number | undefined> {
  for (;;) {
    const typed = (await terminal.ask(question)).trim();
    if (typed === '') return undefined;
    if (/^\d{1,4}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= max) return Number(typed) - 1;
    terminal.tell(`Type a number from 1 to ${max}.`);
  }
}
