/** Debian's age opens what we write, and we open what it writes. It reads passphrases from a terminal alone, so one is there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptAge, encryptAge } from '../../electron/backup/age.ts';
import { parseIdentities, parseRecipients } from '../../electron/backup/recipients.ts';
import { Typist } from '../support/typist.ts';

const plain = Buffer.from('{"format": "keybearer-backup"}\n');
const passphrase = 'drei W\u00f6rter und ein \ud83d\udd11';

describe.skipIf(process.platform !== 'linux')("Debian's age", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keybearer-age-'));
    expect(run('age-keygen', ['-o', 'key.txt']).status).toBe(0);
    writeFileSync(at('recipients.txt'), `# mine\n${run('age-keygen', ['-y', 'key.txt']).stdout}`);
    writeFileSync(at('plain'), plain);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string) => join(folder, name);
  const run = (program: string, args: string[]) => spawnSync(program, args, { cwd: folder, encoding: 'utf8' });

  /** Runs a command and types the passphrase as often as it is asked for. */
  async function typing(command: string, questions: readonly RegExp[]): Promise<void> {
    const typist = new Typist(command, folder, process.env);
    for (const question of questions) {
      await typist.sees(question);
      typist.types(`${passphrase}\r`);
    }
    expect(await typist.ends()).toBe(0);
  }

  describe.each([false, true])('a file of age, armored: %s', (armored) => {
    const armor = armored ? ['-a'] : [];

    it('that we write for a passphrase is opened by age', async () => {
      writeFileSync(at('ours.age'), await encryptAge(plain, { passphrase: Buffer.from(passphrase) }, { armored }));
      await typing('age -d -o ours.out ours.age', [/Enter passphrase: /]);
      expect(readFileSync(at('ours.out'))).toEqual(plain);
      rmSync(at('ours.out'));
    });

    it('that age writes for a passphrase is opened by us', async () => {
      await typing(`age -p ${armor.join(' ')} -o theirs.age plain`, [/Enter passphrase .*: /, /Confirm passphrase: /]);
      expect(await decryptAge(readFileSync(at('theirs.age')), { passphrase: Buffer.from(passphrase) })).toEqual(plain);
      rmSync(at('theirs.age'));
    });

    it('that we write for recipients is opened by age', async () => {
      const recipients = await parseRecipients(readFileSync(at('recipients.txt')));
      writeFileSync(at('for-us.age'), await encryptAge(plain, { recipients }, { armored }));
      expect(run('age', ['-d', '-i', 'key.txt', 'for-us.age']).stdout).toBe(plain.toString());
    });

    it('that age writes for recipients is opened by us', async () => {
      expect(run('age', ['-R', 'recipients.txt', ...armor, '-o', 'for-them.age', 'plain']).status).toBe(0);
      const identities = await parseIdentities(readFileSync(at('key.txt')));
      expect(await decryptAge(readFileSync(at('for-them.age')), { identities })).toEqual(plain);
      rmSync(at('for-them.age'));
    });
  });
});
