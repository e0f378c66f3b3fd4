/** What import has to ask: a file's password, and which columns of a table to take. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { type ColumnMap, mappedColumns, shownColumn, unknownColumns } from '../import/column-map.ts';
import { type Columns, hasSecret } from '../import/columns.ts';
import type { Questions } from '../import/read-source.ts';
import type { Cli } from './cli.ts';
import { readInput } from './files.ts';

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

async function columnsOf(
  cli: Cli,
  path: string,
  header: readonly string[],
  known: Columns,
  map: ColumnMap,
): Promise<Columns> {
  const columns = mappedColumns(path, header, known, map);
  if (hasSecret(columns)) return columns;
  if (!cli.terminal.canAsk) throw unknownColumns(path, header);
  return askColumns(cli, path, header, columns);
}

async function askColumns(
  { terminal }: Cli,
  path: string,
  header: readonly string[],
  columns: Columns,
): Promise<Columns> {
  terminal.tell(`The columns of ${path}:`);
  for (const [at, name] of header.entries()) terminal.tell(`  ${at + 1}  ${shownColumn(name)}`);
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
