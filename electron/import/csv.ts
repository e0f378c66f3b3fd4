/** Reads CSV: what 1Password, KeePassXC, Bitwarden and browsers write, and tables that people keep themselves. */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { type Columns, hasSecret, knownColumns } from './columns.ts';
import type { Contents, Credential, Entry, Item } from './item.ts';
import { textOf } from './text.ts';

/** Says which columns to take where their names are not known. @param header As the file has it. */
export type ChooseColumns = (header: readonly string[], known: Columns) => Promise<Columns>;

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * @param choose Asked with what is known of the header; it throws where nobody can tell.
 * @throws KeybearerError 'source-malformed' with `reason` 'csv' and the line.
 */
export async function readCsv(bytes: Buffer, choose: ChooseColumns): Promise<Contents> {
  const [header, ...rows] = await parseRows(textOf(bytes));
  if (header === undefined) return { items: [], leftOut: [] };
  const columns = await choose(header.record, knownColumns(header.record));
  if (!hasSecret(columns)) throw new KeybearerError('source-malformed', { reason: 'no-secret-column' });
  const contents = { items: [] as Item[], leftOut: [] as Contents['leftOut'][number][] };
  for (const [at, row] of rows.entries()) {
    // A row's line is where it begins: behind the end of the one before it.
    const line = (at === 0 ? header : rows[at - 1]!).info.lines + 1;
    const item = itemOf(row.record, columns, line);
    if (/^(?:true|1|yes)$/i.test(cell(row.record, columns.archived)))
      contents.leftOut.push({ title: item.title, line, reason: 'archived' });
    else contents.items.push(item);
  }
  return contents;
}

async function parseRows(text: string): Promise<Row[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const delimiter = delimiterOf(text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n')));
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: limits.secretMaxBytes + limits.notesMaxBytes,
      to: limits.importItemsMax + 2,
    }) as unknown as Row[];
  } catch (cause) {
    const line = cause instanceof CsvError && typeof cause.lines === 'number' ? cause.lines : null;
    throw new KeybearerError('source-malformed', { reason: 'csv', line });
  }
}

/** Spreadsheets write semicolons where the comma is for decimals, and tabs into the clipboard. */
function delimiterOf(header: string): string {
  const count = (character: string) => header.split(character).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function itemOf(row: readonly string[], columns: Columns, line: number): Entry | Credential {
  const text = (at: number | undefined) => cell(row, at).trim() || undefined;
  const url = text(columns.url);
  const common = {
    title: text(columns.name) ?? hostOf(url) ?? `line ${line}`,
    line,
    account: text(columns.account),
    environment: text(columns.environment),
    tags: tagsOf(text(columns.tags)),
    notes: text(columns.notes),
    renewal: text(columns.renewal),
    places: text(columns.places)?.split(/[\n;]/),
    expires: text(columns.expires),
  };
  const secret = cell(row, columns.secret).trim();
  const issuer = text(columns.issuer)?.toLowerCase();
  const issuerSaid = issuer !== undefined && /^[a-z0-9][a-z0-9-]{0,63}$/.test(issuer) ? { issuer } : {};
  if (columns.secret !== undefined && (secret !== '' || columns.password === undefined))
    return { ...common, ...issuerSaid, nature: 'credential', parts: [{ label: 'secret', value: secret }] };
  const password = { label: '', value: cell(row, columns.password) };
  return { ...common, nature: 'entry', fields: [password], url };
}

function cell(row: readonly string[], at: number | undefined): string {
  return at === undefined ? '' : (row[at] ?? '');
}

function tagsOf(text: string | undefined): string[] {
  return (text ?? '').split(/[,;/]/).flatMap((tag) => tag.trim() || []);
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
