/** `keybearer remind` on a real notification server: what it shows, and what its buttons do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeNotificationServer } from '../fakes/fake-notification-server.ts';
import { type PrivateBus, startPrivateBus } from '../support/bus.ts';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { type NotificationDesktop, startNotificationDesktop, waitUntil } from '../support/notification-desktop.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

let bus: PrivateBus;
let desktop: NotificationDesktop;
let home: CliHome;
let env: NodeJS.ProcessEnv;

const run = (command: string, more: NodeJS.ProcessEnv = {}) => runShell(command, home.cwd, { ...env, ...more });
const add = (name: string, options: string) => {
  const quoted = `'${name.replaceAll("'", "'\\''")}'`;
  expect(run(`printf x | keybearer add ${quoted} ${options}`).exitCode).toBe(0);
};
const snoozedUntil = (name: string) => JSON.parse(run(`keybearer show ${name} --json`).stdout).snoozedUntil;
const opened = () => (existsSync(join(home.cwd, 'opened')) ? readFileSync(join(home.cwd, 'opened'), 'utf8') : '');

/** Starts it as a timer does: no terminal, and it stays. */
function start(command = 'keybearer remind') {
  const child = spawn('setsid', ['--wait', 'sh', '-c', `exec ${command}`], { cwd: home.cwd, env, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}

describe.skipIf(process.platform !== 'linux')('keybearer remind', () => {
  beforeAll(async () => {
    bus = await startPrivateBus();
    await bus.startKeyring();
    desktop = await startNotificationDesktop(bus);
  });
  afterAll(async () => {
    await desktop?.stop();
    await bus?.stop();
  });

  beforeEach(() => {
    home = makeCliHome();
    env = { ...home.env, ...desktop.env, PATH: home.env.PATH };
    // The browser: it writes down what it was asked to open.
    writeFileSync(join(home.cwd, 'bin/xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${home.cwd}/opened'\n`);
    chmodSync(join(home.cwd, 'bin/xdg-open'), 0o755);
    expect(run('keybearer init --no-recovery-code').exitCode).toBe(0);
  });
  afterEach(async () => {
    await desktop.closeAll();
    home.remove();
  });

  it('R1: shows what is due as one notification, once, and writes nothing', async () => {
    add('week', '--expires 7d');
    add('late', '--expires 2020-01-01');
    add('far', '--expires 200d');
    expect(run('keybearer remind --no-wait')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    await desktop.shows(1);
    expect(run('keybearer remind --no-wait')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    await desktop.closeAll();
    expect((await desktop.history())[0]).toMatchObject({
      title: '2 API keys need renewing',
      body: expect.stringMatching(/^late expired \d+ years ago\nweek expires in 7 days$/),
    });
    await desktop.shows(0);
  });

  it('is silent while nothing is due, without a notification server too', () => {
    add('far', '--expires 200d');
    const bare = { DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS };
    expect(run('keybearer remind')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect(run('keybearer init --home other --no-recovery-code && keybearer remind --home other', bare)).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
  });

  it('R3: shows a hostile name as what it is', async () => {
    const name = '<b>&amp;"\'</b> %n $(id) `id` 🔑';
    add(name, '--expires 7d');
    run('keybearer remind --no-wait');
    await desktop.shows(1);
    await desktop.closeAll();
    const [shown] = await desktop.history();
    expect(shown?.title).toBe(`\u2068${name}\u2069 expires in 7 days`);
    expect(shown?.message).toContain('&lt;b&gt;&amp;amp;');
    add(`${name} too`, '--expires 7d');
    run(`keybearer edit '${name.replaceAll("'", "'\\''")}' --expires 6d`);
    run('keybearer remind --no-wait');
    await desktop.shows(1);
    await desktop.closeAll();
    expect((await desktop.history())[0]?.body).toContain('&lt;b&gt;&amp;amp;');
  });

  it('R3: shows nothing of the secret, its notes or its account', async () => {
    writeFileSync(join(home.cwd, 'notes.txt'), 'kbSENTINELnotes');
    const options = "--expires 7d --account kbSENTINELaccount --notes-file notes.txt --header 'X-K: {secret}'";
    expect(run(`printf kbSENTINELsecret | keybearer add week ${options}`).exitCode).toBe(0);
    run('keybearer remind --no-wait');
    await desktop.shows(1);
    await desktop.closeAll();
    expect(JSON.stringify(await desktop.history())).not.toContain('kbSENTINEL');
  });

  it('R2: says it once where several run at the same moment', async () => {
    add('week', '--expires 7d');
    const before = (await desktop.history()).length;
    const runs = await Promise.all([1, 2, 3].map(() => start('keybearer remind --no-wait').ended));
    expect(runs).toEqual(runs.map(() => ({ code: 0, said: '' })));
    await desktop.shows(1);
    await desktop.closeAll();
    expect((await desktop.history()).length).toBe(before + 1);
  });

  it('ends at once where the server shows no buttons, or closes what it has taken', async () => {
    for (const options of [{ capabilities: ['body'] }, { atOnce: 'closed' }]) {
      const other = await startPrivateBus();
      await other.startKeyring();
      const server = await FakeNotificationServer.start(other.env.DBUS_SESSION_BUS_ADDRESS, options);
      try {
        env = { ...env, ...other.env, KEYBEARER_HOME: join(home.cwd, JSON.stringify(options)) };
        run('keybearer init --no-recovery-code && printf x | keybearer add day --expires 1d');
        expect(await start().ended).toEqual({ code: 0, said: '' });
        expect(server.notified.map(({ title }) => title)).toEqual(['day expires tomorrow']);
      } finally {
        await server.stop();
        await other.stop();
      }
    }
  });

  it('tells where the button was pressed that it could not snooze', async () => {
    add('week', '--expires 7d');
    await desktop.choose('snooze');
    const { ended } = start();
    await desktop.shows(1);
    rmSync(join(home.cwd, 'vault/vault.db'));
    await desktop.press();
    expect(await ended).toMatchObject({ code: 3, said: expect.stringMatching(/^keybearer: error: there is no vault/) });
    await desktop.shows(1);
    await desktop.closeAll();
    expect((await desktop.history())[0]?.body).toMatch(/^there is no vault here/);
  });

  it('stays until the notification is closed, with the vault closed', async () => {
    add('week', '--expires 7d');
    const { ended } = start();
    await desktop.shows(1);
    expect(run('keybearer edit week --account somebody').exitCode).toBe(0);
    await desktop.closeAll();
    expect(await ended).toEqual({ code: 0, said: '' });
    expect(opened()).toBe('');
  });

  it('snoozes all keys of the notification for a day when Snooze is pressed', async () => {
    add('week', '--expires 7d');
    add('day', '--expires 1d');
    await desktop.choose('snooze');
    const { ended } = start();
    await desktop.shows(1);
    await desktop.press();
    expect(await ended).toEqual({ code: 0, said: '' });
    const tomorrow = new Date(new Date().setUTCHours(24 + 8, 0, 0, 0)).toISOString();
    expect([snoozedUntil('week'), snoozedUntil('day')]).toEqual([tomorrow, tomorrow]);
  });

  it("R5: opens the key's page, else its issuer's, when Renew is pressed", async () => {
    add('own', "--expires 1d --page 'https://console.example/keys?a=b&c=d#e'");
    add('catalogued', '--issuer github --expires 2d');
    await desktop.choose('renew');
    const { ended } = start();
    await desktop.shows(1);
    await desktop.press();
    expect(await ended).toEqual({ code: 0, said: '' });
    await waitUntil(() => opened().split('\n').length > 2);
    expect(opened()).toMatch(/^https:\/\/console\.example\/keys\?a=b&c=d#e\nhttps:\/\/github\.com\/\S+\n$/);
  });

  it('says so where no page is known', async () => {
    add('pageless', '--expires 1d');
    await desktop.choose('renew');
    const { ended } = start();
    await desktop.shows(1);
    await desktop.press();
    expect(await ended).toEqual({ code: 0, said: '' });
    await desktop.shows(1);
    await desktop.closeAll();
    expect((await desktop.history())[0]?.title).toBe('No page is known for pageless');
  });

  it('says with its own code where nothing can open a page', async () => {
    add('own', '--expires 1d --page https://console.example/');
    writeFileSync(join(home.cwd, 'bin/xdg-open'), '#!/bin/sh\nexit 3\n');
    await desktop.choose('renew');
    const { ended } = start();
    await desktop.shows(1);
    await desktop.press();
    expect(await ended).toEqual({
      code: 5,
      said:
        'keybearer: error: the page could not be opened: xdg-open is missing or failed\n' +
        'keybearer: hint: open it yourself: https://console.example/\n',
    });
    // And where the button was pressed.
    await desktop.shows(1);
    await desktop.closeAll();
    expect((await desktop.history())[0]).toMatchObject({
      title: 'Keybearer could not do that',
      body: expect.stringContaining('https://console.example/'),
    });
  });

  it('talks at a terminal, and ends at Ctrl-C with all recorded', async () => {
    add('week', '--expires 7d');
    const typist = new Typist('keybearer remind', home.cwd, env);
    await typist.sees(/Reminded of: week\.\r?\nStaying for its buttons/);
    typist.types('\u0003');
    expect(await typist.ends()).toBe(130);
    const again = new Typist('keybearer remind', home.cwd, env);
    await again.sees(/Nothing is due\./);
    expect(await again.ends()).toBe(0);
  });

  it('R2: records nothing without a notification server, and has its own code', async () => {
    add('week', '--expires 7d');
    const other = await startPrivateBus();
    await other.startKeyring();
    try {
      const elsewhere = { ...other.env, KEYBEARER_HOME: join(home.cwd, 'elsewhere') };
      run('keybearer init --no-recovery-code && printf x | keybearer add day --expires 1d', elsewhere);
      const before = readFileSync(join(home.cwd, 'elsewhere/vault.db'));
      const refused = run('keybearer remind', elsewhere);
      expect(refused).toMatchObject({ exitCode: 5, stdout: '' });
      expect(refused.stderr).toMatch(
        /^keybearer: error: nothing was said or recorded: .*no notification server.*\n.*hint: /,
      );
      expect(readFileSync(join(home.cwd, 'elsewhere/vault.db')).equals(before)).toBe(true);
    } finally {
      await other.stop();
    }
    expect(run('keybearer remind --no-wait').exitCode).toBe(0);
    await desktop.shows(1);
  });

  it('R4: asks nobody for the password of a locked keychain where nobody sits', async () => {
    add('week', '--expires 7d');
    await bus.lockKeyring();
    try {
      const refused = run('keybearer remind');
      expect(refused).toMatchObject({ exitCode: 4, stdout: '' });
      expect(refused.stderr).toMatch(/^keybearer: error: the keychain is locked/);
      // Other commands wait for whoever unlocks it, and say so into a pipe too.
      expect(run('keybearer header week').stderr).toMatch(
        /^The keychain is locked: waiting until .*\nkeybearer: error: the keychain is locked/,
      );
    } finally {
      await bus.stop();
      await desktop.stop();
      bus = await startPrivateBus();
      await bus.startKeyring();
      desktop = await startNotificationDesktop(bus);
    }
  });

  it('tells of a damaged vault on stderr, and reminds of what is whole', async () => {
    add('a', '--expires 1d');
    add('b', '--expires 1d');
    const sql = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync('vault/vault.db');
      const { id, sealed } = db.prepare('SELECT id, sealed FROM api_key LIMIT 1').get(); sealed[40] ^= 1;
      db.prepare('UPDATE api_key SET sealed = ? WHERE id = ?').run(sealed, id);`;
    writeFileSync(join(home.cwd, 'hurt.cjs'), sql);
    expect(run(`'${process.execPath}' hurt.cjs`).exitCode).toBe(0);
    const answer = run('keybearer remind --no-wait');
    expect(answer).toMatchObject({ exitCode: 7, stdout: '' });
    expect(answer.stderr).toMatch(/a record in the vault does not open/);
    await desktop.shows(1);
    rmSync(join(home.cwd, 'vault/vault.db'));
    expect(run('keybearer remind').exitCode).toBe(3);
  });
});
