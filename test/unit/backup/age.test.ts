/** The age file around a backup. Debian's age is asked in test/contract/age.contract.test.ts. */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AgeIdentities,
  type AgeRecipients,
  decryptAge,
  encryptAge,
  isAge,
  lockOfAge,
} from '../../../electron/backup/age.ts';
import { failure } from '../../support/failure.ts';

const plain = Buffer.from(`{"a": "${'b'.repeat(200)}"}`);
const passphrase = Buffer.from('a passphrase of a test');
const cheap = { workFactor: 2 };

let identity: string;
let recipient: string;
let locked: Buffer;
let sealed: Buffer;
beforeAll(async () => {
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  locked = await encryptAge(plain, { passphrase }, cheap);
  sealed = await encryptAge(plain, { recipients: [recipient] });
});

/** Everything that a file which was altered may be answered with. */
const refusals = ['not-age', 'age-damaged', 'age-too-costly', 'wrong-backup-passphrase', 'no-identity-fits'];

async function outcome(file: Buffer, by: AgeIdentities): Promise<string> {
  try {
    await decryptAge(file, by);
    return 'opened';
  } catch (caught) {
    return (caught as { code?: string }).code ?? String(caught);
  }
}

describe('decryptAge', () => {
  it.each([false, true])('opens what encryptAge wrote, armored: %s', async (armored) => {
    const other = await identityToRecipient(await generateX25519Identity());
    const ways: [AgeRecipients, AgeIdentities][] = [
      [{ passphrase }, { passphrase }],
      [{ recipients: [other, recipient] }, { identities: [await generateX25519Identity(), identity] }],
    ];
    for (const [to, by] of ways) {
      const file = await encryptAge(plain, to, { armored, ...cheap });
      expect(isAge(file)).toBe(true);
      expect(file.includes('"a"')).toBe(false);
      expect(await decryptAge(file, by)).toEqual(plain);
    }
  });

  it('tells a wrong passphrase and a foreign identity from damage', async () => {
    await expect(decryptAge(locked, { passphrase: Buffer.from('another') })).rejects.toEqual(
      failure('wrong-backup-passphrase'),
    );
    const identities = [await generateX25519Identity()];
    await expect(decryptAge(sealed, { identities })).rejects.toEqual(failure('no-identity-fits'));
  });

  it('says what the file takes instead, before any work is done', async () => {
    await expect(decryptAge(locked, { identities: [identity] })).rejects.toEqual(failure('backup-passphrase-needed'));
    await expect(decryptAge(sealed, { passphrase })).rejects.toEqual(failure('identity-needed'));
    expect([await lockOfAge(locked), await lockOfAge(sealed)]).toEqual(['passphrase', 'identity']);
  });

  it.each(['', 'sk_live_x', '{"format":"keybearer-backup"}', 'SQLite format 3\0', 'age-encryption'])(
    'refuses %j as no file of age',
    async (text) => {
      await expect(decryptAge(Buffer.from(text), { passphrase })).rejects.toEqual(failure('not-age'));
      await expect(lockOfAge(Buffer.from(text))).rejects.toEqual(failure('not-age'));
    },
  );

  it('refuses a scrypt cost that no real file has, at once (K5)', async () => {
    for (const workFactor of ['21', '22', '63', '99999999999999999999']) {
      const costly = Buffer.from(
        locked.toString('latin1').replace(/^(-> scrypt \S+) 2$/m, `$1 ${workFactor}`),
        'latin1',
      );
      await expect(decryptAge(costly, { passphrase })).rejects.toEqual(failure('age-too-costly', { max: 20 }));
      await expect(lockOfAge(costly)).rejects.toEqual(failure('age-too-costly'));
    }
  });

  it('refuses a header for thousands of recipients, at once (K5)', async () => {
    const many = await encryptAge(plain, { recipients: Array.from({ length: 300 }, () => recipient) });
    await expect(decryptAge(many, { identities: [identity] })).rejects.toEqual(
      failure('age-too-costly', { recipients: 300 }),
    );
  });

  it('refuses a file that is cut off, at any length', async () => {
    for (const [file, by] of [
      [locked, { passphrase }],
      [sealed, { identities: [identity] }],
    ] as const) {
      for (let length = 0; length < file.length; length++) {
        const answered = await outcome(file.subarray(0, length), by);
        expect(refusals, `${length} bytes`).toContain(answered);
      }
    }
  });

  it('refuses a file with any bit flipped, and with bytes added', async () => {
    for (const [file, by] of [
      [locked, { passphrase }],
      [sealed, { identities: [identity] }],
    ] as const) {
      for (let at = 0; at < file.length; at++) {
        const flipped = Buffer.from(file);
        flipped[at]! ^= 1 << (at % 8);
        const answered = await outcome(flipped, by);
        expect([...refusals, 'identity-needed', 'backup-passphrase-needed'], `byte ${at}`).toContain(answered);
      }
      expect(await outcome(Buffer.concat([file, Buffer.from('x')]), by)).toBe('age-damaged');
    }
  });

  it('refuses armor that is damaged', async () => {
    const armored = (await encryptAge(plain, { passphrase }, { armored: true, ...cheap })).toString();
    for (const text of [armored.slice(0, -20), armored.replace('\n', '\n!'), armored.replace(/\n/g, '')])
      await expect(decryptAge(Buffer.from(text), { passphrase })).rejects.toEqual(failure('age-damaged'));
    const windows = Buffer.from(`\n${armored.replaceAll('\n', '\r\n')}\r\n`);
    expect(await decryptAge(windows, { passphrase })).toEqual(plain);
  });
});
