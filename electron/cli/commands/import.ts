/** `keybearer import FILE...`: takes keys from other programs' files. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import type { ColumnMap } from '../../import/column-map.ts';
import type { SourceContents } from '../../import/item.ts';
import { type KindName, kindNames, kindWords } from '../../import/kinds.ts';
import type { Preview } from '../../import/preview.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { previewJson, previewText, sourceAdvice } from '../import-preview.ts';
import { importQuestions } from '../import-questions.ts';
import { jsonText } from '../key-json.ts';
import { bothSides, withVault } from '../session.ts';

interface ImportOptions extends GlobalOptions {
  readonly from?: KindName;
  readonly map?: ColumnMap;
  readonly passwordFile?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function importCommand(cli: Cli): Command {
  return new Command('import')
    .description("store the keys of .env files, password managers' exports and other programs' files")
    .argument('<file...>', 'files, a password store, or "-" for stdin')
    .option('--dry-run', 'show what would be stored, and store nothing')
    .option('--yes', 'do not ask')
    .addOption(new Option('--from <kind>', 'what the files are, where it cannot be told').choices([...kindNames]))
    .option('--map <name=column>', 'a column of a CSV file: secret=Key (repeat for more)', collectMap)
    .option('--all', 'take what does not look like an API key too')
    .option('--password-file <file>', 'the password of a KDBX file')
    .option('--json', 'the preview as JSON')
    .addHelpText('after', examples)
    .action((files: string[], _options, command: Command) => runImport(cli, files, command.optsWithGlobals()));
}

const examples = `
Shows what it would store, under which names, and what it leaves out and why,
never a secret; then asks. All of it is stored in one change, or nothing.
Without a terminal it takes --yes.

Kinds (told by name and content):
${kindNames.map((kind) => `  ${kind.padEnd(15)}${kindWords[kind]}`).join('\n')}

Columns of --map: name, secret, password, account, url, notes, renewal, places,
expires, tags, environment, issuer.

Examples:
  keybearer import ~/code/*/.env --dry-run
  keybearer import ~/.aws/credentials ~/.npmrc ~/.config/gh/hosts.yml
  keybearer import keys.csv --map name=Service --map secret='API key'
  keybearer import passwords.kdbx
  keybearer import ~/.password-store`;

async function runImport(cli: Cli, files: readonly string[], options: ImportOptions): Promise<void> {
  if (files.length > limits.importFilesMax)
    throw new KeybearerError('invalid-input', { field: 'files', reason: 'too-many', max: limits.importFilesMax });
  const sources: SourceContents[] = [];
  // A file that is named twice is read once.
  for (const path of new Set(files)) sources.push(await readOne(cli, path, options));
  await withVault(cli, options, bothSides, async (vault) => {
    const { prepareImport } = await import('../../import/import.ts');
    const prepared = await prepareImport(vault, sources, options.all === true);
    try {
      await show(cli, prepared.preview, options);
      if (!(await isWanted(cli, prepared.preview, options))) return;
      await prepared.store();
      sayStored(cli, prepared.preview);
    } finally {
      prepared.wipe();
    }
  });
}

async function readOne(cli: Cli, path: string, options: ImportOptions): Promise<SourceContents> {
  const [{ isFolder, readImportFile }, { readSource }] = await Promise.all([
    import('../../import-files/import-file.ts'),
    import('../../import/read-source.ts'),
  ]);
  if (path === '-') {
    const bytes = await cli.terminal.readStdin('import', limits.importFileMaxBytes);
    return readSource('-', bytes, options.from, importQuestions(cli, options));
  }
  if (isFolder(path)) return readFolder(cli, path, options.from);
  return readSource(path, readImportFile(path), options.from, importQuestions(cli, options));
}

async function readFolder(cli: Cli, path: string, from: KindName | undefined): Promise<SourceContents> {
  const { isPasswordStore, readPasswordStore } = await import('../../import-files/password-store.ts');
  if (from !== 'pass' && (from !== undefined || !isPasswordStore(path)))
    throw new KeybearerError('file-not-readable', { path, reason: 'not-a-file' });
  cli.terminal.say('Decrypting the password store with gpg, entry by entry.');
  return readPasswordStore(path, cli.signal);
}

/** Data where it is all that was asked for; else talk, before a question. */
async function show({ terminal }: Cli, preview: Preview, { json, dryRun }: ImportOptions): Promise<void> {
  if (json) await terminal.out(jsonText(previewJson(preview)));
  else if (dryRun) await terminal.out(previewText(preview, terminal.columns, terminal.hasColour));
  else terminal.say(previewText(preview, terminal.columns, terminal.hasColour).trimEnd());
}

async function isWanted({ terminal }: Cli, { add }: Preview, { dryRun, yes }: ImportOptions): Promise<boolean> {
  if (dryRun) return false;
  if (add.length === 0) {
    terminal.say('There is nothing to store.');
    return false;
  }
  if (yes) return true;
  const question = add.length === 1 ? 'Store this key?' : `Store these ${add.length} keys?`;
  if (!terminal.canAsk) throw new KeybearerError('confirmation-needed', { keys: add.length });
  if (await terminal.confirm(question)) return true;
  throw new KeybearerError('cancelled');
}

function sayStored({ terminal }: Cli, preview: Preview): void {
  const { add } = preview;
  terminal.say(add.length === 1 ? 'Stored 1 key.' : `Stored ${add.length} keys.`);
  for (const line of sourceAdvice(preview)) terminal.say(line);
}

function collectMap(text: string, before: ColumnMap | undefined): ColumnMap {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Give it as NAME=COLUMN.');
  return [...(before ?? []), { role: text.slice(0, at), column: text.slice(at + 1) }];
}
