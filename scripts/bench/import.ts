/**
 * Importing 500 keys of an .env file: read, judged, compared with what is there, and stored. Beside it the least that such
 * work can cost, and KeePassXC importing as many entries.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'dotenv';
import { openVault, type Settings } from '../../electron/compose.ts';
import { prepareImport } from '../../electron/import/import.ts';
import { readSource } from '../../electron/import/read-source.ts';
import { githubChecksum } from '../../shared/recognise/checksum.ts';
import { type Candidate, measure, report } from './measure.ts';

const count = 500;
const unasked = { password: never, columns: never };

/** @param path A vault with `size` keys. It stays as it is: each round works on a copy. */
export async function benchImport(
  scratch: string,
  path: string,
  settings: (path: string) => Settings,
  size: number,
  rounds: number,
): Promise<void> {
  const text = Array.from({ length: count }, (_, at) => `KEY_${at}_TOKEN=${token()} # of the bench\n`).join('');
  const copy = join(scratch, 'import', 'vault.db');
  mkdirSync(join(scratch, 'import'), { mode: 0o700 });
  const candidates: Candidate[] = [
    { name: `dotenv and ${count} rows in one commit`, run: () => bare(text, join(scratch, 'bare-import.db')) },
    {
      name: `import ${count} keys into ${size}`,
      run: async () => {
        copyFileSync(path, copy);
        await importInto(settings(copy), text);
      },
    },
  ];
  const peer = keepassxc(scratch);
  if (peer !== undefined) candidates.push(peer);
  report(`Importing ${count} keys`, await measure(candidates, rounds));
}

function token(): string {
  const body = randomBytes(15).toString('hex');
  return `ghp_${body}${githubChecksum(body)}`;
}

function bare(text: string, file: string): void {
  rmSync(file, { force: true });
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON; CREATE TABLE t (id BLOB PRIMARY KEY, name TEXT, b BLOB)',
  );
  const insert = database.prepare('INSERT INTO t VALUES (?, ?, ?)');
  database.exec('BEGIN IMMEDIATE');
  for (const name of Object.keys(parse(text))) insert.run(randomBytes(16), name, randomBytes(900));
  database.exec('COMMIT');
  database.close();
}

async function importInto(settings: Settings, text: string): Promise<void> {
  const vault = await openVault(settings);
  try {
    await vault.unlock(['index', 'secret']);
    const source = await readSource('/bench/.env', Buffer.from(text), undefined, unasked);
    const prepared = await prepareImport(vault, [source], false);
    if (prepared.preview.add.length !== count) throw new Error(`${prepared.preview.add.length} of ${count}`);
    await prepared.store();
    prepared.wipe();
  } finally {
    await vault.close();
  }
}

/** With a key derivation of 100 ms, the least that it takes. */
function keepassxc(scratch: string): Candidate | undefined {
  if (spawnSync('keepassxc-cli', ['--version']).status !== 0) return undefined;
  const [xml, database] = [join(scratch, 'import.xml'), join(scratch, 'import.kdbx')];
  const entries = Array.from({ length: count }, (_, at) => entryXml(at)).join('');
  writeFileSync(
    xml,
    `<KeePassFile><Meta/><Root><Group><UUID>${id()}</UUID><Name>Root</Name>${entries}</Group></Root></KeePassFile>`,
  );
  return {
    name: `keepassxc-cli import, ${count} entries, from start to exit`,
    run: () => {
      rmSync(database, { force: true });
      const args = ['import', '-q', '-p', '-t', '100', xml, database];
      const { status, stderr } = spawnSync('keepassxc-cli', args, { input: 'bench\nbench\n', encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    },
  };
}

function entryXml(at: number): string {
  const string = (key: string, value: string) => `<String><Key>${key}</Key><Value>${value}</Value></String>`;
  return `<Entry><UUID>${id()}</UUID>${string('Title', `key-${at}`)}${string('Password', token())}</Entry>`;
}

function id(): string {
  return randomBytes(16).toString('base64');
}

async function never(): Promise<never> {
  throw new Error('an .env file has nothing to ask');
}
