/**
 * A sample vault, written again and again with something wrong in it, and read whole each time. What may come out: what was
 * put in, or a code that says why not. Never a wrong record, nor fewer of them without a word, nor another exception.
 */
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { ApiKey } from '../../electron/vault/api-key.ts';
import { editions, plainSecret, type Secret } from '../../electron/vault/secret.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { isWhole, readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { findKey, listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../electron/vault/use-cases/key-details.ts';
import { replaceSecret } from '../../electron/vault/use-cases/replace-secret.ts';
import { addSlot } from '../../electron/vault/use-cases/slots.ts';
import { listTrash, removeKey } from '../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { createVaultIn, openVaultIn, type TestHome } from './test-vault.ts';
import { headerTemplate } from './vault-operation.ts';

const passphrase = Buffer.from('the passphrase of a sample');

/** All that can be read of a vault, each part as text, or `refused: ` and the code. */
type Reading = Map<string, string>;

/** What reading a damaged vault came to: everything as it was, nothing, or some of it with a word about the rest. */
export type Outcome = 'identical' | 'refused' | 'partly';

/** 'quick' leaves out what is read by name alone, the audit log's text, and the check of everything. */
export type Depth = 'quick' | 'whole';

export class SampleVault {
  readonly home: TestHome;
  /** The undamaged file. */
  readonly bytes: Buffer;
  readonly #whole: Reading;
  readonly #file: number;

  private constructor(home: TestHome, whole: Reading) {
    this.home = home;
    this.bytes = readFileSync(home.path);
    this.#whole = whole;
    this.#file = openSync(home.path, 'r+');
  }

  /** Makes one that has a row in every table: a long secret, a previous one, notes, a key in the trash, two slots. */
  static async create(home: TestHome): Promise<SampleVault> {
    const vault = await createVaultIn(home);
    const policy = { headers: [headerTemplate], origins: ['https://api.example'] };
    await addKey(vault, { name: 'plain', policy }, secretOf('first secret'));
    await addKey(vault, { name: 'rotated', policy, notes: Buffer.from('renew it there') }, secretOf('old secret'));
    await replaceSecret(vault, 'rotated', secretOf('new secret'));
    await addKey(vault, { name: 'long', account: 'somebody' }, secretOf('0123456789'.repeat(450)));
    await addKey(vault, { name: 'removed' }, secretOf('secret in the trash'));
    await removeKey(vault, 'removed');
    await addSlot(vault, 'passphrase', { passphrase });
    await vault.close();
    return new SampleVault(home, await readParts(home, 'whole', noReading));
  }

  /** Writes other bytes over the file, in place. */
  put(bytes: Buffer): void {
    ftruncateSync(this.#file, bytes.length);
    writeSync(this.#file, bytes, 0, bytes.length, 0);
  }

  /** Cuts what is longer; what is shorter gets zeros. */
  cut(length: number): void {
    ftruncateSync(this.#file, length);
  }

  /** Changes some bytes of the file, reads, and changes them back. */
  async readChanged(at: number, changed: Buffer, depth: Depth): Promise<Outcome> {
    writeSync(this.#file, changed, 0, changed.length, at);
    try {
      return await this.read(depth);
    } finally {
      writeSync(this.#file, this.bytes, at, changed.length, at);
    }
  }

  async readInstead(bytes: Buffer, depth: Depth): Promise<Outcome> {
    this.put(bytes);
    try {
      return await this.read(depth);
    } finally {
      this.put(this.bytes);
    }
  }

  /** @throws Error when what came out is neither what was put in nor a code, or when reading changed anything. */
  async read(depth: Depth): Promise<Outcome> {
    const before = [readFileSync(this.home.path), ...readdirSync(this.home.folder)];
    const reading = await readParts(this.home, depth, this.#whole);
    const after = [readFileSync(this.home.path), ...readdirSync(this.home.folder)];
    if (!isDeepStrictEqual(before, after))
      throw new Error(`reading changed the file, or left others: ${after.slice(1)}`);
    return judge(reading, this.#whole);
  }

  close(): void {
    closeSync(this.#file);
  }
}

const noReading: Reading = new Map();
const refusal = 'refused: ';

function isRefused(reading: Reading, part: string): boolean {
  return reading.get(part)?.startsWith(refusal) ?? true;
}

function judge(reading: Reading, whole: Reading): Outcome {
  const same = (part: string) => reading.get(part) === whole.get(part);
  const parts = [...reading.keys()];
  const wrong = parts.filter((part) => !same(part) && !isRefused(reading, part));
  if (wrong.length > 0)
    throw new Error(wrong.map((part) => `${part} is ${reading.get(part)}, not ${whole.get(part)}`).join('\n'));
  const refused = parts.filter((part) => isRefused(reading, part));
  if (refused.length === 0) return 'identical';
  if (reading.has('check') && same('check'))
    throw new Error(`the check finds nothing, but ${refused.map((part) => `${part}: ${reading.get(part)}`)}`);
  return parts.some((part) => part.includes("'s ") && same(part)) ? 'partly' : 'refused';
}

/** @param whole What an undamaged vault answers: empty while that is being found out. */
async function readParts(home: TestHome, depth: Depth, whole: Reading): Promise<Reading> {
  const reading: Reading = new Map();
  let vault: Vault | undefined;
  await answer(reading, 'open', async () => {
    vault = await openVaultIn(home);
  });
  if (vault === undefined) return reading;
  try {
    await answer(reading, 'unlock', () => vault!.unlock(['index', 'secret']));
    if (!isRefused(reading, 'unlock')) await readUnlocked(vault, depth, reading, whole);
    return reading;
  } finally {
    await vault.close();
  }
}

async function readUnlocked(vault: Vault, depth: Depth, reading: Reading, whole: Reading): Promise<void> {
  await answer(reading, 'list', () => list(vault, whole));
  for (const name of ['plain', 'rotated', 'long']) {
    await answer(reading, `${name}'s secrets`, () => secrets(vault, name));
    if (depth === 'whole')
      await answer(reading, `${name}'s notes`, async () => (await readDetails(vault, name)).notes.toString());
  }
  await answer(reading, 'trash', async () => (await listTrash(vault)).map(describe));
  if (depth === 'quick') return;
  await answer(reading, 'audit log', () => auditLog(vault, whole));
  await answer(reading, 'check', async () => {
    const { findings, ...counts } = await checkVault(vault);
    if (findings.length > 0) throw new KeybearerError(findings[0]!.code);
    return counts;
  });
}

/** Puts an answer or its refusal into a reading. Any exception but a KeybearerError is a defect. */
async function answer(reading: Reading, part: string, read: () => Promise<unknown>): Promise<void> {
  try {
    reading.set(part, JSON.stringify(await read()) ?? 'done');
  } catch (caught) {
    if (!isKeybearerError(caught) || caught.code === 'internal') throw new Error(`${part} threw`, { cause: caught });
    reading.set(part, refusal + caught.code);
  }
}

/** Whatever is listed must be right; what is not must be named by a finding, unless a whole side is. */
async function list(vault: Vault, whole: Reading): Promise<unknown> {
  const { apiKeys, findings } = await listKeys(vault);
  const listed = apiKeys.map(describe);
  const [first] = findings;
  if (first === undefined) return listed;
  const expected = JSON.parse(whole.get('list')!) as { id: string }[];
  for (const key of listed)
    if (!expected.some((other) => isDeepStrictEqual(JSON.parse(JSON.stringify(key)), other))) return listed;
  const lost = expected.filter(({ id }) => !listed.some((key) => key.id === id));
  const isNamed = ({ id }: { id: string }) => findings.some(({ keyId }) => keyId === null || keyId === id);
  if (!lost.every(isNamed)) return listed;
  throw new KeybearerError(first.code);
}

/** Events of a broken log are those that were written, or they are left out. */
async function auditLog(vault: Vault, whole: Reading): Promise<unknown> {
  const log = await readAuditLog(vault);
  if (isWhole(log)) return log.events;
  const expected = JSON.parse(whole.get('audit log')!) as unknown[];
  if (!log.events.every((event) => expected.some((other) => isDeepStrictEqual(event, other)))) return log.events;
  throw new KeybearerError('audit-broken');
}

function describe({ id, revision, ...record }: ApiKey) {
  return { id: id.toString('hex'), revision, ...record };
}

async function secrets(vault: Vault, name: string): Promise<unknown> {
  const apiKey = await findKey(vault, name);
  const rowKeys = await vault.rowKeys(apiKey.id);
  return vault.read((reader) => {
    const opened = Object.values(editions).map((edition) => reader.secret(apiKey, edition, rowKeys));
    // A current secret that is not there is refused by every use case; a previous one by the step back.
    if (opened[0] === undefined || (apiKey.previous !== null && opened[1] === undefined))
      throw new KeybearerError('secret-not-found');
    return [describe(apiKey), ...opened.map((secret) => secret?.map(({ bytes }) => bytes.toString()))];
  });
}

function secretOf(text: string): Secret {
  return plainSecret(Buffer.from(text));
}
