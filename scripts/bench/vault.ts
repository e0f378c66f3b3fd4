/** What the vault's own work costs, beside the least that such work can cost on the same file. */
import { createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { encodePlace } from '../../electron/vault/place.ts';
import { plainSecret } from '../../electron/vault/secret.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { rekeyVault } from '../../electron/vault/use-cases/rekey.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { deriveIndexKeys } from '../../electron/vault/working-keys.ts';
import { measure, report } from './measure.ts';

/** Opening every record, with all checks, beside a loop that only reads, decrypts, parses and keeps the same records. */
export async function benchOpening(vault: Vault, path: string, size: number, rounds: number): Promise<void> {
  const { record } = await deriveIndexKeys(vault.parts.holder);
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT id, revision, name_tag, sealed FROM api_key');
  const bare = () => {
    const records: unknown[] = [];
    for (const row of rows.iterate() as Iterable<{
      id: Uint8Array;
      revision: number;
      name_tag: Uint8Array;
      sealed: Uint8Array;
    }>) {
      const sealed = Buffer.from(row.sealed.buffer, row.sealed.byteOffset, row.sealed.byteLength);
      const place = {
        ...vault.meta,
        table: 'api-key',
        recordId: Buffer.from(row.id),
        edition: 0,
        revision: row.revision,
        context: Buffer.from(row.name_tag),
      } as const;
      const decipher = createDecipheriv('aes-256-gcm', record, sealed.subarray(1, 13), { authTagLength: 16 });
      decipher.setAAD(encodePlace(place));
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = decipher.update(sealed.subarray(13, -16));
      decipher.final();
      records.push(JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE())));
    }
    if (records.length !== size) throw new Error(`read ${records.length} of ${size}`);
  };
  const opening = async () => {
    const { apiKeys, findings } = await vault.read((reader) => reader.allApiKeys());
    if (apiKeys.length !== size || findings.length > 0) throw new Error('not whole');
  };
  const candidates = [
    { name: 'read, decrypt, parse: a bare loop', run: bare },
    { name: 'open with place, name, schema and manifest checked', run: opening },
    { name: 'the same with the integrity of the file (list)', run: () => listKeys(vault).then(() => undefined) },
  ];
  report(`Opening ${size} records`, await measure(candidates, rounds), 'at most 1.5 x');
  database.close();
}

/** Adding a key beside one bare commit of as many bytes into a file of the same settings. */
export async function benchAdding(vault: Vault, bareFile: string, size: number, rounds: number): Promise<void> {
  const database = new DatabaseSync(bareFile);
  database.exec(
    'PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON; CREATE TABLE IF NOT EXISTS t (id BLOB PRIMARY KEY, b BLOB)',
  );
  const insert = database.prepare('INSERT INTO t VALUES (?, ?)');
  const bare = () => {
    database.exec('BEGIN IMMEDIATE');
    insert.run(randomBytes(16), randomBytes(600));
    database.exec('COMMIT');
  };
  const adding = async () => {
    const secret = plainSecret(Buffer.from(randomBytes(20).toString('hex')));
    await addKey(vault, { name: `added-${randomBytes(8).toString('hex')}` }, secret);
  };
  const candidates = [
    { name: 'one bare commit', run: bare },
    { name: `add a key to ${size}`, run: adding },
  ];
  report(`Adding a key to ${size}`, await measure(candidates, rounds), 'at most 4 x');
  database.close();
}

/** Re-keying, beside one HMAC over every row: what merely touching all of it costs. */
export async function benchRekeying(vault: Vault, size: number, rounds: number): Promise<void> {
  const candidates = [
    { name: 'one HMAC per row', run: () => hashRows(vault) },
    {
      name: `re-key ${size} keys`,
      run: () =>
        rekeyVault(vault, { credentials: {}, drop: new Set<string>(), dropDamaged: false }).then(() => undefined),
    },
  ];
  report(`Re-keying ${size} keys`, await measure(candidates, rounds));
}

function hashRows(vault: Vault): Promise<void> {
  const subkey = createSecretKey(randomBytes(32));
  return vault.read((reader) => {
    for (const row of reader.rows.apiKeys()) createHmac('sha256', subkey).update(row.sealed).digest();
    for (const row of reader.rows.secretSideRows()) createHmac('sha256', subkey).update(row.sealed).digest();
  });
}
