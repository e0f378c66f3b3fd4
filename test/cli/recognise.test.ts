/** What `recognise` and `add` do with somebody at the terminal: ask without showing, and ask where a secret may go. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
  run(
    'printf "a long enough passphrase" > pass; keybearer init --protector passphrase --passphrase-file pass --no-recovery-code',
  );
});
afterAll(() => home.remove());

const start = (command: string) => new Typist(command, home.cwd, home.env);
const run = (command: string) => runShell(command, home.cwd, home.env);
const trend = `12:${'Ab1+/'.repeat(8)}xyz=`;

describe('at a terminal, keybearer', () => {
  it('recognises what is typed, and does not show it', async () => {
    const typist = start('keybearer recognise');
    await typist.sees(/Secret \(not shown\): /);
    typist.types(`${trend}\r`);
    await typist.sees(/likely {5}trend-server-workload/);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toContain('Ab1');
  });

  it('asks for the origin where each customer has one, until it is one', async () => {
    const typist = start('keybearer add dsm --passphrase-file pass');
    await typist.sees(/Secret \(not shown\): /);
    typist.types(`${trend}\r`);
    await typist.sees(/Where may it go\? the console's address .*, or empty: /);
    typist.types('dsm.example.com\r');
    await typist.sees(/That is no origin\..*Where may it go\?/s);
    typist.types('https://dsm.example.com:4119/\r');
    await typist.sees(/origins {2}https:\/\/dsm\.example\.com:4119/);
    expect(await typist.ends()).toBe(0);
    expect(typist.shown).not.toContain('Ab1');
  });

  it('takes an empty answer for none, and asks nothing where --origin says it', async () => {
    const typist = start('keybearer add empty --passphrase-file pass');
    await typist.sees(/Secret/);
    typist.types(`${trend}\r`);
    await typist.sees(/Where may it go\?.*empty: /);
    typist.types('\r');
    await typist.sees(/origins {2}none yet/);
    const told = start('keybearer add told --passphrase-file pass --origin https://dsm.example.com:4119');
    await told.sees(/Secret/);
    told.types(`${trend}\r`);
    await told.sees(/origins {2}https:/);
    expect(told.shown).not.toContain('Where may it go');
  });

  it("asks for all parts of a named issuer's secret", async () => {
    const typist = start('keybearer add dd --issuer datadog --passphrase-file pass');
    await typist.sees(/Part api_key \(not shown\): /);
    typist.types('one\r');
    await typist.sees(/Part app_key \(not shown\): /);
    typist.types('two\r');
    await typist.sees(/Stored "dd"/);
    expect(await typist.ends()).toBe(0);
    expect(run('keybearer header dd --passphrase-file pass').stdout).toBe('DD-API-KEY: one\nDD-APPLICATION-KEY: two\n');
  });
});
