/** `keybearer copy`, whose work goes on when it has ended: on a real X server. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { eventually, keepersOn } from '../support/keepers.ts';
import { SentinelSearch } from '../support/sentinel-search.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';

const sentinel = 'kbSENTINEL1b7e90d3';

describe.skipIf(process.platform !== 'linux')('keybearer copy', () => {
  let home: CliHome;
  let display: XDisplay;
  beforeAll(async () => {
    home = makeCliHome();
    display = await startXDisplay();
    writeFileSync(join(home.cwd, 'pin.txt'), 'pin number one');
    run('keybearer init --pin --pin-file pin.txt --no-recovery-code');
    run(`printf ${sentinel} | keybearer add plain --pin-file pin.txt --expires 1d`);
    run(`printf ${sentinel} | keybearer add asks --pin-file pin.txt --expires none --ask-before-use`);
  });
  afterAll(async () => {
    await display.kill();
    await eventually(() => keepersOn(display.name).length === 0);
    home.remove();
  });

  const env = () => ({ ...home.env, DISPLAY: display.name });
  const run = (command: string) => runShell(command, home.cwd, env());
  const lastEvents = (count: number) =>
    JSON.parse(
      run(`keybearer audit --json | json 'all => all.slice(-${count}).map((e) => [e.action, e.destination])'`).stdout,
    );

  it('has ended long before the clipboard is cleared (B1, B3)', async () => {
    expect(run('keybearer copy plain --pin-file pin.txt --clear-after 2s')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Copied "plain" as its header. The clipboard is cleared in 2 seconds.\n',
    });
    expect(display.read()).toBe(`Authorization: Bearer ${sentinel}`);
    await eventually(() => keepersOn(display.name).length === 0);
    expect(display.isEmpty()).toBe(true);
    expect(lastEvents(1)).toEqual([['secret-copied', 'clipboard, line']]);
  });

  it('holds no terminal: one that closes takes nothing away', async () => {
    const typist = new Typist('keybearer copy plain --format raw', home.cwd, env());
    await typist.sees(/PIN: /);
    typist.types('pin number one\r');
    await typist.sees(/Copied "plain" as the bare secret\. The clipboard is cleared in 30 seconds\./);
    expect(await typist.ends()).toBe(0);
    expect(display.read()).toBe(sentinel);
  });

  it('leaves nothing of a secret in files, in argv or in the environment (K3)', async () => {
    run('keybearer copy plain --pin-file pin.txt --format curl --clear-after never');
    const search = new SentinelSearch([{ what: 'the secret', bytes: Buffer.from(sentinel) }]);
    await eventually(() => keepersOn(display.name).length === 1);
    const keepers = keepersOn(display.name);
    for (const { pid, cmdline, environ } of keepers) {
      expect(search.inBytes('argv', Buffer.from(cmdline))).toEqual([]);
      expect(search.inBytes('environment', Buffer.from(environ))).toEqual([]);
      expect(readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/^Max core file size +0 /m);
    }
    expect(search.inFolder(home.cwd)).toEqual([]);
  });

  it('asks where the key wants it, and copies nothing that was refused', async () => {
    run('keybearer copy --clear');
    const no = new Typist('keybearer copy asks --pin-file pin.txt', home.cwd, env());
    await no.sees(/Use "asks" now\? \[y\/N\] /);
    no.types('n\r');
    expect(await no.ends()).toBe(9);
    expect(display.isEmpty()).toBe(true);
    const yes = new Typist('keybearer copy asks --pin-file pin.txt', home.cwd, env());
    await yes.sees(/now\? \[y\/N\] /);
    yes.types('y\r');
    await yes.sees(/Copied "asks"/);
    expect(lastEvents(2)).toEqual([
      ['delivery-denied', 'clipboard, line'],
      ['secret-copied', 'clipboard, line'],
    ]);
    expect(run('keybearer copy asks --pin-file pin.txt')).toMatchObject({
      exitCode: 9,
      stderr: expect.stringContaining('nobody can be asked about "asks" here'),
    });
    await eventually(() => keepersOn(display.name).length === 1);
  });

  it('lets go of the clipboard when it is interrupted at a prompt', async () => {
    run('keybearer copy --clear');
    const typist = new Typist('keybearer copy plain', home.cwd, env());
    await typist.sees(/PIN: /);
    typist.types('\u0003');
    expect(await typist.ends()).toBe(9);
    await eventually(() => keepersOn(display.name).length === 0);
  });
});
