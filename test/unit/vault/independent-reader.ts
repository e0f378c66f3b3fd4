/** A second reader of vault files, written from docs/vault-format.md: it shares no code with the project. */
import { createDecipheriv, createHash, createHmac, hkdfSync, scryptSync } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

// biome-ignore lint/suspicious/noExplicitAny: rows and parsed JSON, which the tests compare as a whole
type Any = any;
type Side = 'index' | 'secret';

/** What the user has. A keychain item is base64. */
export type Way = { passphrase: string } | { recoveryCode: string } | { keychainItem: string; pin?: string };

/** Secrets by edition and part; `problems` is empty for a sound vault. */
export interface ReadVault {
  readonly keys: { id: string; record: Any; secrets: Record<number, Record<string, string>>; notes: string | null }[];
  readonly events: Any[];
  readonly problems: string[];
}

const u32 = (value: number) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
const u64 = (value: number) => Buffer.from(value.toString(16).padStart(16, '0'), 'hex');
const hmac = (key: Buffer, ...parts: Buffer[]) => createHmac('sha256', key).update(Buffer.concat(parts)).digest('hex');
const hkdf = (ikm: Buffer, salt: Buffer, info: Buffer) => Buffer.from(hkdfSync('sha256', ikm, salt, info, 32));
const normal = (name: string) => name.normalize('NFKC').toLowerCase().normalize('NFKC');

function decrypt(key: Buffer, additional: Buffer, sealed: Buffer): Buffer {
  if (sealed[0] !== 1) throw new Error('version');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(additional).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
}

function recoveryRoot(written: string): Buffer {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const digits = [...written.replaceAll('-', '')].slice(0, 26).map((digit) => alphabet.indexOf(digit));
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}

function scrypt(typed: string, { salt, N, r, p }: Any): Buffer {
  if (128 * r * (N + 2 + p) > 2 ** 28 || N * r * p > 2 ** 23) throw new Error('scrypt bounds');
  return scryptSync(typed.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 2 ** 28 });
}

function openSlot(vault: Any, slots: Any[], way: Way): Record<Side, Buffer> {
  const kind = 'passphrase' in way ? 'passphrase' : 'recoveryCode' in way ? 'recovery' : 'keychain';
  const slot = slots.find((row) => row.kind === kind);
  const [slotId, body] = [Buffer.from(slot.id), JSON.parse(slot.body)];
  const unwrap = (root: Buffer, layer: 'outer' | 'pin', side: Side, wrap: Buffer) => {
    const kindCode = ['', 'keychain', 'passphrase', 'recovery'].indexOf(kind);
    const codes = Buffer.of(kindCode, side === 'index' ? 1 : 2, layer === 'outer' ? 0 : 1);
    const place = Buffer.concat([Buffer.of(1), vault.vault_id, u32(vault.generation), slotId, codes]);
    return decrypt(hkdf(root, slotId, Buffer.from(`keybearer/1/wrap/${kind}/${layer}/${side}`)), place, wrap);
  };
  let root: Buffer;
  if ('passphrase' in way) root = scrypt(way.passphrase, body.scrypt);
  else root = 'recoveryCode' in way ? recoveryRoot(way.recoveryCode) : Buffer.from(way.keychainItem, 'base64');
  const index = unwrap(root, 'outer', 'index', Buffer.from(body.index, 'base64'));
  const secret = unwrap(root, 'outer', 'secret', Buffer.from(body.secret, 'base64'));
  return { index, secret: 'pin' in way ? unwrap(scrypt(way.pin, body.pin), 'pin', 'secret', secret) : secret };
}

function parseSecret(encoded: Buffer): Record<string, string> {
  const parts: Record<string, string> = {};
  let rest = encoded.subarray(1);
  for (let left = encoded[0]!; left > 0; left -= 1) {
    const bytesAt = 1 + rest[0]!;
    const end = bytesAt + 4 + rest.readUInt32BE(bytesAt);
    parts[rest.toString('utf8', 1, bytesAt)] = rest.toString('utf8', bytesAt + 4, end);
    rest = rest.subarray(end);
  }
  if (rest.length > 0) throw new Error('bytes after the last part');
  return parts;
}

/** Reads everything in a vault and checks all that can be checked. Throws if no slot, or not every row, opens. */
export function readVault(path: string, way: Way): ReadVault {
  const file = new DatabaseSync(path, { readOnly: true });
  const all = (sql: string): Any[] => file.prepare(sql).all();
  const [vault] = all('SELECT * FROM vault');
  const vaultKeys = openSlot(vault, all('SELECT * FROM slot'), way);
  const problems: string[] = [];
  const sums: Record<Side, { rows: number; sum: bigint }> = {
    index: { rows: 0, sum: 0n },
    secret: { rows: 0, sum: 0n },
  };
  const subkey = (label: string, ...rest: Buffer[]) => {
    const info = Buffer.concat([Buffer.from(`keybearer/1/${label}`), ...rest]);
    return hkdf(vaultKeys[label.split('/')[0] as Side], Buffer.from(vault.vault_id), info);
  };
  const open = (label: string, row: Any, table: number, id: Buffer, context: Uint8Array, ...rest: Buffer[]) => {
    const start = Buffer.concat([Buffer.of(1), vault.vault_id, u32(vault.generation), Buffer.of(table), id]);
    const place = Buffer.concat([start, Buffer.of(row.edition ?? 0), u64(row.revision ?? 1), context]);
    const sealed = Buffer.from(row.sealed);
    if (table <= 3) {
      const side = label.split('/')[0] as Side;
      const term = BigInt(`0x${hmac(subkey(`${side}/manifest`), place.subarray(0, 47), sealed)}`);
      sums[side] = { rows: sums[side].rows + 1, sum: (sums[side].sum + term) % 2n ** 256n };
    }
    const padded = decrypt(subkey(label, ...rest), place, sealed);
    return padded.subarray(4, 4 + padded.readUInt32BE());
  };
  const none = Buffer.alloc(0);

  const keys = all('SELECT * FROM api_key').map((row) => {
    const id = Buffer.from(row.id);
    const record = JSON.parse(open('index/record', row, 1, id, row.name_tag ?? none).toString());
    const tag = hmac(subkey('index/name-tag'), Buffer.from(normal(record.name)));
    const written = row.name_tag === null ? null : Buffer.from(row.name_tag).toString('hex');
    if (written !== (record.removedAt === null ? tag : null)) problems.push('name tag');
    const { askBeforeUse, headers, origins } = record.policy;
    const canonical = JSON.stringify({ askBeforeUse, headers, name: normal(record.name), origins });
    const bound = createHash('sha256').update(canonical).digest();
    const [rest, mine] = [Buffer.concat([Buffer.from('/'), id]), `WHERE api_key_id = x'${id.toString('hex')}'`];
    const secrets: Record<number, Record<string, string>> = {};
    for (const secretRow of all(`SELECT * FROM secret ${mine}`))
      secrets[secretRow.edition] = parseSecret(open('secret/secret', secretRow, 2, id, bound, rest));
    const notes = all(`SELECT * FROM details ${mine}`).map((each) =>
      parseSecret(open('secret/details', each, 3, id, none, rest)),
    );
    return { id: id.toString('hex'), record, secrets, notes: notes[0]?.notes ?? null };
  });

  const openHead = (side: Side) => {
    const [row] = all(`SELECT * FROM head WHERE side = '${side}'`);
    const opened = open(`${side}/head`, row, side === 'index' ? 5 : 6, Buffer.alloc(16), none);
    const head = { ...JSON.parse(opened.toString()), revision: row.revision };
    const { rows, sum } = sums[side];
    if (head.rows !== rows || BigInt(`0x${head.sum}`) !== sum) problems.push(`manifest of the ${side} side`);
    return head;
  };
  const [index, secret] = [openHead('index'), openHead('secret')];
  if (index.secretRevision !== secret.revision) problems.push('secret side of another time');

  const links = [index.pruned];
  const events = all('SELECT * FROM event ORDER BY seq').map((row) => {
    const last = links.at(-1);
    if (row.seq !== last.seq + 1) problems.push('numbers of events');
    const event = open('index/event', row, 4, Buffer.concat([u64(0), u64(row.seq)]), none);
    const hash = hmac(subkey('index/chain'), Buffer.from(last.hash, 'hex'), u64(row.seq), Buffer.from(row.sealed));
    links.push({ seq: row.seq, hash });
    return { seq: row.seq, ...JSON.parse(event.toString()) };
  });
  const same = (one: Any, other: Any) => one.seq === other.seq && one.hash === other.hash;
  if (!same(links.at(-1), index.audit)) problems.push('audit chain');
  if (!same(index.pruned, secret.pruned) || !links.some((link) => same(link, secret.confirmed)))
    problems.push('confirmation');
  file.close();
  return { keys, events, problems };
}
