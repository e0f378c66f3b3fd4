/** K4 on a real file: rows altered by somebody without any key are found, named where a row says whose it is, and hide no other. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../electron/vault/sealed-reader.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { checkVault } from '../../../electron/vault/use-cases/check-vault.ts';
import { revealSecret } from '../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../electron/vault/use-cases/edit-key.ts';
import { listKeys } from '../../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../../electron/vault/use-cases/key-details.ts';
import { replaceSecret } from '../../../electron/vault/use-cases/replace-secret.ts';
import { emptyTrash, removeKey } from '../../../electron/vault/use-cases/trash.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { failure } from '../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../support/scratch.ts';

type Name = 'alpha' | 'bravo' | 'charlie';
const names: readonly Name[] = ['alpha', 'bravo', 'charlie'];

/** A vault of three keys, each with notes and a previous secret, and what an older copy of the file holds. */
interface Victim {
  readonly scratch: Scratch;
  readonly ids: Record<Name, Buffer>;
  /** A copy from before bravo was edited and given its last secret and notes, and charlie's predecessor purged. */
  readonly olderCopy: string;
  /** A key that has been purged since that copy. */
  readonly purgedId: Buffer;
}

let victim: Victim;
/** The files as they were made: making them takes a hundred times as long as writing them down again. */
let made: { readonly victim: Victim; readonly file: Buffer; readonly older: Buffer } | undefined;

beforeEach(async () => {
  if (made === undefined) {
    const first = await makeVictim();
    made = { victim: first, file: readFileSync(first.scratch.path), older: readFileSync(first.olderCopy) };
  }
  const scratch = new Scratch();
  const olderCopy = join(scratch.folder, 'older.db');
  mkdirSync(dirname(scratch.path));
  writeFileSync(scratch.path, made.file);
  writeFileSync(olderCopy, made.older);
  victim = { ...made.victim, scratch, olderCopy };
});

async function makeVictim(): Promise<Victim> {
  const scratch = new Scratch();
  const vault = await scratch.create();
  const ids = {} as Record<Name, Buffer>;
  for (const name of names) {
    ids[name] = (await addKey(vault, { name, notes: Buffer.from(`notes of ${name}`) }, secretOf('first'))).id;
    await replaceSecret(vault, name, secretOf(`previous of ${name}`));
    await replaceSecret(vault, name, secretOf(`secret of ${name}`));
  }
  const { id: purgedId } = await addKey(vault, { name: 'purged', notes: Buffer.from('gone') }, secretOf('gone'));
  const olderCopy = scratch.keepCopy();
  await editKey(vault, 'bravo', { account: 'a', notes: Buffer.from('notes of bravo') });
  await replaceSecret(vault, 'bravo', secretOf('previous of bravo'));
  await replaceSecret(vault, 'bravo', secretOf('secret of bravo'));
  await removeKey(vault, 'purged');
  await emptyTrash(vault, 'all');
  await vault.close();
  return { scratch, ids, olderCopy, purgedId };
}

/** What is done to the file, and what must be found; keys that are not named must be as readable as before. */
interface Tampering {
  readonly what: string;
  readonly tamper: (file: DatabaseSync, victim: Victim) => void;
  /** Code, table or side, and whose row, where a row tells. */
  readonly finds: readonly (readonly [code: ErrorCode, where: string, whose: Name | 'purged' | null])[];
  /** Keys that cannot be read any more; none by default. */
  readonly loses?: readonly Name[];
}

const flipBit = (bytes: Uint8Array, at: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[at < 0 ? flipped.length + at : at]! ^= 0x10;
  return flipped;
};

/** Where a sealed row is flipped: version, nonce, ciphertext, tag. */
const spots = [
  ['version', 0],
  ['nonce', 5],
  ['ciphertext', 20],
  ['tag', -3],
] as const;

const corrupt = 'record-corrupt';
const indexOff = ['manifest-mismatch', 'index', null] as const;
const secretsOff = ['manifest-mismatch', 'secret', null] as const;
const idColumn = { api_key: 'id', secret: 'api_key_id', details: 'api_key_id' } as const;
type Table = keyof typeof idColumn;
const whereOf: Record<Table, string> = { api_key: 'api-key', secret: 'secret', details: 'details' };
const tables = Object.keys(idColumn) as Table[];

function rewrite(file: DatabaseSync, table: Table, id: Buffer, change: (sealed: Uint8Array) => Uint8Array): void {
  const row = `FROM ${table} WHERE ${idColumn[table]} = ?${table === 'api_key' ? '' : ' AND edition = 0'}`;
  const { rowid, sealed } = file.prepare(`SELECT rowid, sealed ${row}`).get(id) as {
    rowid: number;
    sealed: Uint8Array;
  };
  file.prepare(`UPDATE ${table} SET sealed = ? WHERE rowid = ?`).run(change(sealed), rowid);
}

function swapSealed(file: DatabaseSync, table: Table, one: Buffer, other: Buffer): void {
  let first: Uint8Array = Buffer.alloc(0);
  rewrite(file, table, one, (sealed) => {
    first = sealed;
    return sealed;
  });
  let second: Uint8Array = Buffer.alloc(0);
  rewrite(file, table, other, (sealed) => {
    second = sealed;
    return first;
  });
  rewrite(file, table, one, () => second);
}

const flips = tables.flatMap((table) =>
  spots.map(
    ([spot, at]): Tampering => ({
      what: `one bit flipped in the ${spot} of a row of ${table}`,
      tamper: (file, { ids }) => rewrite(file, table, ids.bravo, (sealed) => flipBit(sealed, at)),
      finds: [[corrupt, whereOf[table], 'bravo'], table === 'api_key' ? indexOff : secretsOff],
      loses: table === 'details' ? [] : ['bravo'],
    }),
  ),
);

const onRow =
  (sql: string) =>
  (file: DatabaseSync, { ids }: Victim) => {
    file.prepare(sql).run(ids.bravo);
  };

const moves = tables.flatMap((table): Tampering[] => {
  const off = table === 'api_key' ? indexOff : secretsOff;
  const found: Tampering['finds'] = [[corrupt, whereOf[table], 'bravo'], off];
  const loses: readonly Name[] = table === 'details' ? [] : ['bravo'];
  const where = `WHERE ${idColumn[table]} = ?${table === 'api_key' ? '' : ' AND edition = 0'}`;
  return [
    {
      what: `two sealed rows of ${table} swapped`,
      tamper: (file, { ids }) => swapSealed(file, table, ids.alpha, ids.bravo),
      finds: [[corrupt, whereOf[table], 'alpha'], [corrupt, whereOf[table], 'bravo'], off],
      loses: table === 'details' ? [] : ['alpha', 'bravo'],
    },
    {
      what: `the revision of a row of ${table} raised`,
      tamper: onRow(`UPDATE ${table} SET revision = revision + 1 ${where}`),
      finds: found,
      loses,
    },
    {
      what: `the revision of a row of ${table} lowered`,
      tamper: onRow(`UPDATE ${table} SET revision = revision - 1 ${where}`),
      finds: found,
      loses,
    },
    {
      what: `the revision of a row of ${table} negative`,
      tamper: onRow(`UPDATE ${table} SET revision = -1 ${where}`),
      finds: found,
      loses,
    },
    {
      what: `the revision of a row of ${table} beyond 2^53`,
      tamper: onRow(`UPDATE ${table} SET revision = 1152921504606846976 ${where}`),
      finds: found,
      loses,
    },
    {
      what: `a row of ${table} emptied`,
      tamper: onRow(`UPDATE ${table} SET sealed = x'' ${where}`),
      finds: found,
      loses,
    },
    {
      what: `a row of ${table} cut short`,
      tamper: onRow(`UPDATE ${table} SET sealed = substr(sealed, 1, 40) ${where}`),
      finds: found,
      loses,
    },
    {
      what: `a row of ${table} dropped`,
      tamper: onRow(`DELETE FROM ${table} ${where}`),
      finds: table === 'api_key' ? [[corrupt, 'api-key', 'bravo'], off] : [off],
      loses,
    },
  ];
});

const replays = tables.map(
  (table): Tampering => ({
    what: `a row of ${table} replayed from an older copy`,
    tamper: (file, { ids, olderCopy }) => {
      file.exec(`ATTACH '${olderCopy}' AS older`);
      const same = `${idColumn[table]} = ?${table === 'api_key' ? '' : ' AND edition = 0'}`;
      file.prepare(`DELETE FROM ${table} WHERE ${same}`).run(ids.bravo);
      file.prepare(`INSERT INTO ${table} SELECT * FROM older.${table} WHERE ${same}`).run(ids.bravo);
    },
    finds: [table === 'api_key' ? indexOff : secretsOff],
  }),
);

const others: Tampering[] = [
  {
    what: 'a purged key put back from an older copy',
    tamper: (file, { olderCopy, purgedId }) => {
      file.exec(`ATTACH '${olderCopy}' AS older`);
      for (const table of tables)
        file.prepare(`INSERT INTO ${table} SELECT * FROM older.${table} WHERE ${idColumn[table]} = ?`).run(purgedId);
    },
    finds: [indexOff, secretsOff],
  },
  {
    what: 'a row of random bytes added',
    tamper: (file) => {
      file.prepare('INSERT INTO api_key VALUES (?, 1, ?, ?)').run(randomBytes(16), randomBytes(32), randomBytes(93));
    },
    finds: [indexOff],
  },
  {
    what: 'the ids of two records swapped',
    tamper: (file, { ids }) => {
      const move = file.prepare('UPDATE api_key SET id = ? WHERE id = ?');
      move.run(Buffer.alloc(16), ids.alpha);
      move.run(ids.alpha, ids.bravo);
      move.run(ids.bravo, Buffer.alloc(16));
    },
    finds: [[corrupt, 'api-key', 'alpha'], [corrupt, 'api-key', 'bravo'], indexOff],
    loses: ['alpha', 'bravo'],
  },
  {
    what: 'the name tags of two records swapped',
    tamper: (file, { ids }) => {
      const tagOf = (id: Buffer) =>
        (file.prepare('SELECT name_tag FROM api_key WHERE id = ?').get(id) as { name_tag: Uint8Array }).name_tag;
      const [alpha, bravo] = [tagOf(ids.alpha), tagOf(ids.bravo)];
      const put = file.prepare('UPDATE api_key SET name_tag = ? WHERE id = ?');
      put.run(null, ids.alpha);
      put.run(alpha, ids.bravo);
      put.run(bravo, ids.alpha);
    },
    finds: [
      [corrupt, 'api-key', 'alpha'],
      [corrupt, 'api-key', 'bravo'],
    ],
    loses: ['alpha', 'bravo'],
  },
  {
    what: 'a record put into the trash by taking its name tag',
    tamper: onRow('UPDATE api_key SET name_tag = NULL WHERE id = ?'),
    finds: [[corrupt, 'api-key', 'bravo']],
    loses: ['bravo'],
  },
  {
    what: 'a record moved to its id and one byte',
    tamper: onRow("UPDATE api_key SET id = CAST(id || x'00' AS BLOB) WHERE id = ?"),
    finds: [[corrupt, 'api-key', 'bravo'], indexOff],
    loses: ['bravo'],
  },
  {
    what: 'the two editions of a secret swapped',
    tamper: (file, { ids }) => {
      const move = file.prepare('UPDATE secret SET edition = ? WHERE api_key_id = ? AND edition = ?');
      move.run(9, ids.bravo, 0);
      move.run(0, ids.bravo, 1);
      move.run(1, ids.bravo, 9);
    },
    finds: [[corrupt, 'secret', 'bravo'], secretsOff],
    loses: ['bravo'],
  },
  {
    what: 'the previous secret put in place of the current one, edition 1 as 257',
    tamper: onRow('UPDATE secret SET edition = 257 WHERE api_key_id = ? AND edition = 1'),
    finds: [[corrupt, 'secret', 'bravo'], secretsOff],
  },
  {
    what: 'notes moved to edition 256',
    tamper: onRow('UPDATE details SET edition = 256 WHERE api_key_id = ?'),
    finds: [[corrupt, 'details', 'bravo'], secretsOff],
  },
  {
    what: 'notes moved into the secrets',
    tamper: (file, { ids }) => {
      file.prepare('DELETE FROM secret WHERE api_key_id = ? AND edition = 0').run(ids.bravo);
      file.prepare('INSERT INTO secret SELECT * FROM details WHERE api_key_id = ?').run(ids.bravo);
      file.prepare('DELETE FROM details WHERE api_key_id = ?').run(ids.bravo);
    },
    finds: [[corrupt, 'secret', 'bravo'], secretsOff],
    loses: ['bravo'],
  },
  {
    what: 'the current secret of a key dropped',
    tamper: onRow('DELETE FROM secret WHERE api_key_id = ? AND edition = 0'),
    finds: [['secret-not-found', 'secret', 'bravo'], secretsOff],
    loses: ['bravo'],
  },
  {
    what: 'the previous secret of a key dropped',
    tamper: onRow('DELETE FROM secret WHERE api_key_id = ? AND edition = 1'),
    finds: [['secret-not-found', 'secret', 'bravo'], secretsOff],
  },
  {
    what: 'secrets of a key that has no record added',
    tamper: (file, { olderCopy, purgedId }) => {
      file.exec(`ATTACH '${olderCopy}' AS older`);
      file.prepare('INSERT INTO secret SELECT * FROM older.secret WHERE api_key_id = ?').run(purgedId);
    },
    finds: [[corrupt, 'api-key', 'purged'], secretsOff],
  },
];

const heads = (['index', 'secret'] as const).flatMap((side): Tampering[] => {
  // The audit chain's head and its confirmation stand in the same rows.
  const found: Tampering['finds'] = [
    ['manifest-mismatch', side, null],
    ['manifest-mismatch', 'audit', null],
  ];
  const head = `WHERE side = '${side}'`;
  return [
    ...spots.map(
      ([spot, at]): Tampering => ({
        what: `one bit flipped in the ${spot} of the ${side} head`,
        tamper: (file) => {
          const { sealed } = file.prepare(`SELECT sealed FROM head ${head}`).get() as { sealed: Uint8Array };
          file.prepare(`UPDATE head SET sealed = ? ${head}`).run(flipBit(sealed, at));
        },
        finds: found,
      }),
    ),
    {
      what: `the revision of the ${side} head raised`,
      tamper: (file) => file.exec(`UPDATE head SET revision = revision + 1 ${head}`),
      finds: found,
    },
    {
      what: `the revision of the ${side} head negative`,
      tamper: (file) => file.exec(`UPDATE head SET revision = -1 ${head}`),
      finds: found,
    },
    { what: `the ${side} head dropped`, tamper: (file) => file.exec(`DELETE FROM head ${head}`), finds: found },
    {
      what: `the ${side} head replayed from an older copy`,
      tamper: (file, { olderCopy }) => {
        file.exec(
          `ATTACH '${olderCopy}' AS older; DELETE FROM head ${head}; INSERT INTO head SELECT * FROM older.head ${head}`,
        );
      },
      finds: [['manifest-mismatch', side, null]],
    },
  ];
});

/** One side whole in itself, from an older copy: every row opens and its manifest fits. */
const sides: Record<'index' | 'secret', string[]> = { index: ['api_key', 'event'], secret: ['secret', 'details'] };
const halves: Tampering[] = [
  {
    what: 'the secret side put back from an older copy',
    tamper: (file, { olderCopy }) => putBack(file, olderCopy, 'secret'),
    finds: [['manifest-mismatch', 'secret', null]],
    loses: names,
  },
  {
    what: 'the secret side put back from an older copy, its head under the present revision',
    tamper: (file, { olderCopy }) => {
      const present = file.prepare("SELECT revision FROM head WHERE side = 'secret'").get() as { revision: number };
      putBack(file, olderCopy, 'secret');
      file.prepare("UPDATE head SET revision = ? WHERE side = 'secret'").run(present.revision);
    },
    finds: [['manifest-mismatch', 'secret', null]],
    loses: names,
  },
  {
    what: 'the index side put back from an older copy',
    tamper: (file, { olderCopy }) => putBack(file, olderCopy, 'index'),
    finds: [['manifest-mismatch', 'secret', null]],
    loses: names,
  },
];

function putBack(file: DatabaseSync, olderCopy: string, side: 'index' | 'secret'): void {
  file.exec(`ATTACH '${olderCopy}' AS older`);
  for (const table of sides[side]) file.exec(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM older.${table}`);
  file.exec(
    `DELETE FROM head WHERE side = '${side}'; INSERT INTO head SELECT * FROM older.head WHERE side = '${side}'`,
  );
}

const cases = [...flips, ...moves, ...replays, ...others, ...heads, ...halves];

describe('checkVault', () => {
  it('finds nothing in a vault that nobody touched', async () => {
    const vault = await victim.scratch.open();
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 3, inTrash: 0, secretsChecked: true });
  });

  it.each(cases)('finds $what, and hides no other key (K4)', async ({ tamper, finds }) => {
    const { scratch, ids, purgedId } = victim;
    scratch.edit((file) => tamper(file, victim));
    const vault = await scratch.open();
    const { findings } = await checkVault(vault);
    const idOf = { ...ids, purged: purgedId };
    for (const [code, where, whose] of finds) {
      const keyId = whose === null ? null : idOf[whose].toString('hex');
      expect(findings).toContainEqual({ code, where, keyId } as Finding);
    }
    const listed = (await listKeys(vault)).apiKeys.map((apiKey) => apiKey.name);
    // Records are listed whatever became of the secrets.
    const unlisted = finds.flatMap(([code, where, whose]) => (code === corrupt && where === 'api-key' ? [whose] : []));
    for (const name of names) expect(listed.includes(name)).toBe(!unlisted.includes(name));
  });

  it.each(cases)('leaves what still opens as it was after $what (K4)', async ({ tamper, loses = [], what }) => {
    const { scratch } = victim;
    scratch.edit((file) => tamper(file, victim));
    const before = scratch.hash();
    const vault = await scratch.open();
    await checkVault(vault);
    expect(scratch.hash()).toBe(before);
    // Every delivery is logged, which takes both heads.
    if (/ head\b/.test(what)) return;
    for (const name of names) {
      const revealed = revealSecret(vault, name, toTerminal);
      if (loses.includes(name)) await expect(revealed).rejects.toBeInstanceOf(Error);
      else if (name !== 'bravo') expect((await revealed).secret[0]?.bytes.toString()).toBe(`secret of ${name}`);
      else expect((await revealed).secret[0]?.bytes.toString()).toMatch(/ of bravo$/);
    }
  });
});

describe('readDetails', () => {
  it.each(halves)('refuses all notes after $what (K4)', async ({ tamper }) => {
    victim.scratch.edit((file) => tamper(file, victim));
    const vault = await victim.scratch.open();
    for (const name of names) await expect(readDetails(vault, name)).rejects.toEqual(failure('manifest-mismatch'));
  });

  it.each(flips.filter(({ what }) => what.endsWith('details')))(
    'refuses notes after $what (K4)',
    async ({ tamper, finds }) => {
      victim.scratch.edit((file) => tamper(file, victim));
      const vault = await victim.scratch.open();
      await expect(readDetails(vault, 'bravo')).rejects.toEqual(
        failure(finds[0]![0], { table: 'details', keyId: victim.ids.bravo.toString('hex') }),
      );
      expect((await readDetails(vault, 'alpha')).notes.toString()).toBe('notes of alpha');
    },
  );
});

describe('revealSecret', () => {
  it('never answers another key, also when the index of name tags was patched (K4)', async () => {
    const { scratch } = victim;
    const rows = scratch.edit((file) => file.prepare('SELECT rowid AS row, name_tag AS tag FROM api_key').all()) as {
      row: number;
      tag: Uint8Array;
    }[];
    const bytes = readFileSync(scratch.path);
    const swapped = rows.filter(({ row }) => row === 2 || row === 3);
    // An index entry is the tag and then the row's number; in the table the tag is followed by the seal's version byte, 1.
    for (const { row, tag } of swapped) {
      for (let at = bytes.indexOf(tag); at >= 0; at = bytes.indexOf(tag, at + 1)) {
        if (bytes[at + 32] === row) bytes[at + 32] = 5 - row;
      }
    }
    writeFileSync(scratch.path, bytes);
    const vault = await scratch.open();
    expect(swapped).toHaveLength(2);
    await expect(checkVault(vault)).rejects.toEqual(failure('vault-damaged'));
    expect((await revealSecret(vault, 'alpha', toTerminal)).secret[0]?.bytes.toString()).toBe('secret of alpha');
    for (const name of ['bravo', 'charlie'])
      await expect(revealSecret(vault, name, toTerminal)).rejects.toEqual(failure('record-corrupt'));
  });
});

describe('emptyTrash', () => {
  it('of a key that was put back leaves a vault that can be written (K4)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const { id } = await addKey(vault, { name: 'only' }, secretOf('x'));
    const olderCopy = scratch.keepCopy();
    await removeKey(vault, 'only');
    await emptyTrash(vault, 'all');
    scratch.edit((file) => {
      file.exec(`ATTACH '${olderCopy}' AS older`);
      file.prepare('INSERT INTO api_key SELECT * FROM older.api_key WHERE id = ?').run(id);
      file.prepare('INSERT INTO secret SELECT * FROM older.secret WHERE api_key_id = ?').run(id);
    });
    await removeKey(vault, 'only');
    await emptyTrash(vault, 'all');
    await addKey(vault, { name: 'next' }, secretOf('y'));
    expect((await revealSecret(vault, 'next', toTerminal)).secret[0]?.bytes.toString()).toBe('y');
    const { findings } = await checkVault(vault);
    expect(findings.map((finding) => finding.code)).toEqual(['manifest-mismatch', 'manifest-mismatch']);
  });
});

describe('what the file cannot tell (docs/vault-format.md)', () => {
  it('is that one row is old, to who reads that row alone: a record and its secret of an older copy open', async () => {
    const { scratch, ids, olderCopy } = victim;
    scratch.edit((file) => {
      file.exec(`ATTACH '${olderCopy}' AS older`);
      for (const table of ['api_key', 'secret'] as const) {
        file.prepare(`DELETE FROM ${table} WHERE ${idColumn[table]} = ?`).run(ids.bravo);
        file.prepare(`INSERT INTO ${table} SELECT * FROM older.${table} WHERE ${idColumn[table]} = ?`).run(ids.bravo);
      }
    });
    const vault = await scratch.open();
    expect((await revealSecret(vault, 'bravo', toTerminal)).apiKey.account).toBeNull();
    // Who reads the whole side finds it, before and after.
    expect((await checkVault(vault)).findings.map(({ code, where }) => [code, where])).toEqual([
      ['manifest-mismatch', 'index'],
      ['manifest-mismatch', 'secret'],
    ]);
    expect((await listKeys(vault)).findings).not.toEqual([]);
  });

  it('is that all of it is old', async () => {
    const { scratch, olderCopy } = victim;
    writeFileSync(scratch.path, readFileSync(olderCopy));
    const vault = await scratch.open();
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 4 });
  });
});
