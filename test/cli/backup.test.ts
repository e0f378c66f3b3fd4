/** Backing up and restoring as somebody does who sits at a terminal. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

const passphrase = 'a backup, typed';

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
  run('keybearer init --no-recovery-code');
  run(`printf '${passphrase}' > long.txt`);
  run('echo first | keybearer add plain; echo second | keybearer add asks --ask-before-use');
});
afterAll(() => home.remove());

const start = (command: string) => new Typist(command, home.cwd, home.env);
const run = (command: string) => runShell(command, home.cwd, home.env);

describe('at a terminal, keybearer backup', () => {
  it('asks twice for a passphrase, then once about the keys that ask before use', async () => {
    const typist = start('keybearer backup keys.age');
    await typist.sees(/Passphrase for the backup: /);
    typist.types(`${passphrase}\r`);
    await typist.sees(/once more: /);
    typist.types('something else\r');
    await typist.sees(/not the same.*Passphrase for the backup: /s);
    typist.types(`${passphrase}\r`);
    await typist.sees(/once more: /);
    typist.types(`${passphrase}\r`);
    await typist.sees(/The backup takes keys that ask before use: asks\. Go on\? \[y\/N\] /);
    typist.types('y\r');
    await typist.sees(/Backed up 2 keys to keys\.age/);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toMatch(new RegExp(`${passphrase}|something else`));
  });

  it.each([
    ['a no', 'n\r'],
    ['Ctrl-C', '\u0003'],
  ])('leaves nothing behind after %s, not even a draft', async (_what, typed) => {
    const typist = start('keybearer backup never.age --backup-passphrase-file long.txt');
    await typist.sees(/Go on\? \[y\/N\] /);
    typist.types(typed);
    expect(await typist.ends()).toBe(9);
    expect(readdirSync(home.cwd).filter((file) => file.startsWith('never'))).toEqual([]);
  });

  it('does not write binary to a terminal, and does write armor', async () => {
    const binary = start('keybearer backup - --skip-ask-before-use');
    await binary.sees(/it is binary, and a terminal shows text/);
    expect(await binary.ends()).toBe(2);
    const armored = start('keybearer backup - --armor --skip-ask-before-use --backup-passphrase-file long.txt');
    await armored.sees(/-----END AGE ENCRYPTED FILE-----/);
    expect(await armored.ends()).toBe(0);
  });
});

describe('at a terminal, keybearer restore', () => {
  it('asks for the passphrase again when it is mistyped, shows what it will do, and asks', async () => {
    const typist = start('keybearer --home other restore keys.age --new --no-recovery-code');
    await typist.sees(/Passphrase of the backup: /);
    typist.types('mistyped\r');
    await typist.sees(/That is not the passphrase\.\nPassphrase of the backup: /);
    typist.types(`${passphrase}\r`);
    await typist.sees(/^asks +new\nplain +new\nRestore 2 keys\? \[y\/N\] /m);
    expect(run('ls other').exitCode).not.toBe(0);
    typist.types('y\r');
    await typist.sees(/Created a vault .*\nRestored 2 keys\./);
    expect(await typist.ends()).toBe(0);
    expect(run('keybearer --home other reveal plain').stdout).toBe('first\n');
  });

  it('takes the backup from stdin while the passphrase is typed', async () => {
    const typist = start('keybearer restore - < keys.age');
    await typist.sees(/Passphrase of the backup: /);
    typist.types(`${passphrase}\r`);
    await typist.sees(/Restored no keys, 2 here already\./);
    expect(await typist.ends()).toBe(0);
  });

  it('takes an identity file that age has encrypted with a passphrase', async () => {
    run('age-keygen -o key.txt; keybearer backup r.age --skip-ask-before-use -i key.txt');
    const age = start('age -p -o key.age key.txt');
    await age.sees(/Enter passphrase .*: /);
    age.types(`${passphrase}\r`);
    await age.sees(/Confirm passphrase: /);
    age.types(`${passphrase}\r`);
    expect(await age.ends()).toBe(0);
    const typist = start('keybearer restore r.age -i key.age');
    await typist.sees(/Passphrase of key\.age: /);
    typist.types(`${passphrase}\r`);
    await typist.sees(/Restored no keys, 1 here already\./);
    expect(await typist.ends()).toBe(0);
  });

  it('restores nothing after a no', async () => {
    run('keybearer remove plain --yes --now');
    const typist = start('keybearer restore keys.age --backup-passphrase-file long.txt');
    await typist.sees(/Restore one key\? \[y\/N\] /);
    typist.types('\r');
    expect(await typist.ends()).toBe(9);
    expect(run('keybearer show plain').exitCode).toBe(3);
  });
});
