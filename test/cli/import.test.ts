/** What import asks at a terminal: whether to store, which columns to take, and a database's password, which is not shown. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { documentOf, entryXml } from '../support/kdbx-document.ts';
import { writeKdbx } from '../support/kdbx-writer.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

let home: CliHome;
beforeAll(async () => {
  home = makeCliHome();
  const password = 'a password of a database';
  const xml = documentOf(entryXml({ title: 'Mail API key', secret: 'kT9xWq2LmZ7pVb4NcR8sYd1F' }));
  writeFileSync(join(home.cwd, 'keys.kdbx'), await writeKdbx({ password, xml }));
  writeFileSync(join(home.cwd, 'odd.csv'), 'label of it;wert\nMail;sentinel-1\n');
  writeFileSync(join(home.cwd, 'one.env'), 'A_TOKEN=sentinel-2\n');
  writeFileSync(join(home.cwd, '\u001b[31mred.env'), 'B_TOKEN=sentinel-3\n');
  run(
    'printf "a long enough passphrase" > pass; keybearer init --protector passphrase --passphrase-file pass --no-recovery-code',
  );
});
afterAll(() => home.remove());

const start = (command: string) => new Typist(`${command} --passphrase-file pass`, home.cwd, home.env);
const run = (command: string) => runShell(command, home.cwd, home.env);
const names = () =>
  run('keybearer list --json --passphrase-file pass | json "all => all.map((k) => k.name)"').stdout.trim();

describe('at a terminal, keybearer import', () => {
  it('stores nothing where the answer is no, and all of it where it is yes', async () => {
    const no = start('keybearer import one.env');
    await no.sees(/Store this key\? \[y\/N\] /);
    no.types('n\r');
    expect(await no.ends()).toBe(9);
    expect(names()).toBe('[]');
    const yes = start('keybearer import one.env');
    await yes.sees(/a-token.*Store this key\? \[y\/N\] /s);
    yes.types('y\r');
    await yes.sees(/Stored 1 key\..*one\.env/s);
    expect(await yes.ends()).toBe(0);
    expect(names()).toBe('["a-token"]');
    expect(no.shown + yes.shown).not.toContain('sentinel');
  });

  it('asks which columns to take, until the answer is one', async () => {
    const typist = start('keybearer import odd.csv --dry-run');
    await typist.sees(/1 {2}"label of it"\s+2 {2}"wert"\s+Which one holds the secret\? /);
    typist.types('3\r');
    await typist.sees(/Type a number from 1 to 2\.\s+Which one holds the secret\? /);
    typist.types('2\r');
    await typist.sees(/Which one holds the name \(empty: none\)\? /);
    typist.types('1\r');
    await typist.sees(/NAME.*Mail/s);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toContain('sentinel');
  });

  it("asks for a database's password without showing it", async () => {
    const typist = start('keybearer import keys.kdbx --dry-run');
    await typist.sees(/Password of keys\.kdbx \(not shown\): /);
    typist.types('a password of a database\r');
    await typist.sees(/Mail API key/);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toMatch(/a password of|kT9xWq2/);
  });

  it('shows no control characters of a file name', () => {
    const { stdout } = run('keybearer import *red.env --dry-run --passphrase-file pass');
    expect(stdout).toMatch(/^\?\[31mred\.env: an \.env file, 1 key\n/);
    expect(stdout).not.toContain('\u001b');
  });
});

describe.skipIf(process.platform !== 'linux')('keybearer import of a password store', () => {
  it('has gpg decrypt it, and takes what is a key', () => {
    const made = run(
      'export GNUPGHOME=$PWD/gnupg PASSWORD_STORE_DIR=$PWD/store; mkdir -m 700 gnupg\n' +
        'gpg --batch --quiet --passphrase "" --quick-gen-key test default default never && pass init test\n' +
        'printf "%s\\nuser: bot\\n" kT9xWq2LmZ7pVb4NcR8sYd1F | pass insert -m mail/api-key\n' +
        'printf "hunter2\\nuser: me\\nurl: https://shop.example\\n" | pass insert -m shop\n' +
        'keybearer import store --dry-run --passphrase-file pass; code=$?; gpgconf --kill all; exit $code',
    );
    expect(made.stderr).toContain('Decrypting the password store with gpg');
    expect(made.stdout).toContain('store: a password store (pass), 1 key\n  NAME\n  mail/api-key\n');
    expect(made.stdout).toContain("skipped, a website's login, not an API key: shop");
    expect(made).toMatchObject({ exitCode: 0 });
  });
});
