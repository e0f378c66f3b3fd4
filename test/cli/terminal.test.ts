/** The command line as somebody uses it who sits at a terminal: a real pseudo-terminal, the real bundle and keychain. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
});
afterAll(() => home.remove());

const start = (command: string, env: NodeJS.ProcessEnv = {}) => new Typist(command, home.cwd, { ...home.env, ...env });
const run = (command: string) => runShell(command, home.cwd, home.env);

describe('at a terminal, keybearer', () => {
  it('shows the recovery code once, asks for it, and creates nothing until it is typed', async () => {
    const typist = start('keybearer init --pin');
    await typist.sees(/New PIN: /);
    typist.types('long enough\r');
    await typist.sees(/once more: /);
    typist.types('long enouhg\r');
    await typist.sees(/not the same.*New PIN: /s);
    typist.types('long enough\r');
    await typist.sees(/once more: /);
    typist.types('long enough\r');
    const [, code] = await typist.sees(/^ {4}(\S{34})$/m);
    await typist.sees(/Recovery code: /);
    expect(run('ls vault').exitCode).not.toBe(0);
    typist.types('AAAA\r');
    await typist.sees(/typing mistake.*Recovery code: /s);
    typist.types(`${code!.toLowerCase().replaceAll('-', ' ')}\r`);
    await typist.sees(/Created a vault in .*, behind your keychain and PIN\./);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toContain('long enough');
  });

  it('does not show a secret or a PIN while it is typed', async () => {
    const typist = start('keybearer add github --origin https://api.github.com');
    await typist.sees(/PIN: /);
    typist.types('wrong one\r');
    await typist.sees(/That is not the PIN\..*PIN: /s);
    typist.types('long enough\r');
    await typist.sees(/Secret \(not shown\): /);
    typist.types('ghp_X\u007fabc\u00e9\u007f\r');
    await typist.sees(/Stored "github"/);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toMatch(/ghp_|long enough|wrong one/);
    expect(run('printf "long enough" | keybearer header github --pin-file -').stdout).toBe(
      'Authorization: Bearer ghp_abc\n',
    );
  });

  it('asks for the PIN at the terminal although the secret comes on stdin', async () => {
    const typist = start('printf piped | keybearer add piped');
    await typist.sees(/PIN: /);
    typist.types('long enough\r');
    await typist.sees(/Stored "piped"/);
    expect(await typist.ends()).toBe(0);
  });

  it('gives up after three wrong PINs', async () => {
    const typist = start('keybearer reveal github');
    for (const wrong of ['wrong 01', 'wrong 02', 'wrong 03']) {
      await typist.sees(/PIN: /);
      typist.types(`${wrong}\r`);
    }
    await typist.sees(/keybearer: error: that is not the PIN/);
    expect(await typist.ends()).toBe(4);
  });

  it('asks for each part of a secret by its name', async () => {
    const typist = start("keybearer add datadog --header 'A: {api_key}' --header 'B: {app_key}' --pin-file pin.txt");
    run('printf "long enough" > pin.txt');
    await typist.sees(/Part api_key \(not shown\): /);
    typist.types('one\r');
    await typist.sees(/Part app_key \(not shown\): /);
    typist.types('two\r');
    await typist.sees(/Stored/);
    expect(await typist.ends()).toBe(0);
    expect(run('keybearer header datadog --pin-file pin.txt').stdout).toBe('A: one\nB: two\n');
  });

  it('asks before a key is removed, and no is no', async () => {
    const typist = start('keybearer remove datadog --pin-file pin.txt');
    await typist.sees(/Remove "datadog"\? \[y\/N\] /);
    typist.types('\r');
    expect(await typist.ends()).toBe(9);
    expect(run('keybearer show datadog').exitCode).toBe(0);
  });

  it('asks before each use of a key that wants it', async () => {
    run('keybearer edit datadog --ask-before-use --pin-file pin.txt');
    const yes = start('keybearer header datadog --pin-file pin.txt');
    await yes.sees(/Use "datadog" now\? \[y\/N\] /);
    yes.types('y\r');
    await yes.sees(/A: one/);
    expect(await yes.ends()).toBe(0);
    const no = start('keybearer header datadog --pin-file pin.txt');
    await no.sees(/now\? /);
    no.types('n\r');
    expect(await no.ends()).toBe(9);
    const audit = run('keybearer audit --json | json "all => all.slice(-2).map((e) => e.action)"');
    expect(audit.stdout).toBe('["header-printed","delivery-denied"]\n');
  });

  it('stops at Ctrl-C with nothing stored, and leaves the terminal as it was', async () => {
    const typist = start('keybearer add never --pin-file pin.txt; code=$?; stty -a | grep -o " echo "; exit $code');
    await typist.sees(/Secret \(not shown\): /);
    typist.types('half a sec\u0003');
    await typist.sees(/cancelled; nothing was changed/);
    await typist.sees(/ echo /);
    expect(await typist.ends()).toBe(9);
    expect(run('keybearer show never').exitCode).toBe(3);
  });

  it('colours only a terminal, and not under NO_COLOR', async () => {
    run('keybearer edit github --expires 2d');
    const coloured = start('keybearer list');
    await coloured.sees(/in 2 days/);
    expect(coloured.shown).toContain('\u001b[31min 2 days');
    const plain = start('keybearer list', { NO_COLOR: '1' });
    await plain.sees(/^github +in 2 days *$/m);
    expect(await plain.ends()).toBe(0);
    expect(plain.shown).not.toContain('\u001b');
    expect(run('keybearer list').stdout).not.toContain('\u001b');
  });

  it('fits a table into 40 columns', async () => {
    const name = 'a name that is much longer than forty columns are wide';
    run(`printf x | keybearer add '${name}' --account 'an account' --pin-file pin.txt`);
    const typist = start('stty cols 40; keybearer list');
    expect(await typist.ends()).toBe(0);
    const lines = stripVTControlCharacters(typist.shown).split('\n');
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(lines.some((line) => line.startsWith('a name that') && line.includes('…'))).toBe(true);
  });
});
