/** What surrounds the command line: closed and broken streams, no keychain, hostile variables, help, and what it leaves. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandEntries } from '../../electron/cli/command-groups.ts';
import { serviceUnit, timerUnit } from '../../electron/reminders/schedule/systemd-units.ts';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
  run('keybearer init --no-recovery-code && printf secret | keybearer add key');
});
afterAll(() => home.remove());

const run = (command: string, env: NodeJS.ProcessEnv = {}) => runShell(command, home.cwd, { ...home.env, ...env });

describe('keybearer', () => {
  it.each(Object.keys(commandEntries))('%s --help holds an example, and no example has a secret in argv', (command) => {
    const help = run(`keybearer ${command} --help`);
    expect(help.exitCode).toBe(0);
    expect(help.stdout).toMatch(/Examples?:\n {2}\S*.*keybearer /);
    expect(help.stdout).not.toMatch(/--secret[= ](?!--|<|\s)\S*ghp_/);
  });

  it('answers a flood of arguments with one line', () => {
    const flood = run('keybearer add $(seq 1 10000)');
    expect(flood.exitCode).toBe(2);
    expect(flood.stderr).toMatch(/^keybearer: error: too many arguments.{0,60}\nkeybearer: hint: .*\n$/);
    expect(run(`keybearer show "$(head -c 100000 /dev/zero | tr '\\0' x)"`).stderr.length).toBeLessThan(400);
  });

  it('writes with a closed stdout, and with one whose reader is gone, without a stack', () => {
    expect(run('keybearer list >&-')).toMatchObject({ exitCode: 0, stderr: '' });
    const broken = run('(keybearer audit --json; echo "exit $?" >&2) | true');
    expect(broken.stderr).toMatch(/^exit (0|10)\n$/);
  });

  it.each(['list', 'header key', '--help', 'list --help', '--version'])(
    'says without a stack that %s found no room or no reader',
    (words) => {
      const full = run(`keybearer ${words} >/dev/full`);
      expect(full).toMatchObject({
        exitCode: 8,
        stderr: expect.stringContaining('written to stdout: the disk is full\n'),
      });
      const unread = run(`(sleep 0.1; keybearer ${words}; echo "exit $?" >&2) | true`);
      expect(unread.stderr).toBe('exit 10\n');
    },
  );

  it('runs with a closed stdin and a closed stderr', () => {
    expect(run('keybearer header key <&- 2>&-')).toMatchObject({
      exitCode: 0,
      stdout: 'Authorization: Bearer secret\n',
    });
  });

  it('C1: without a session bus refuses with its own code and names the passphrase', () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', KEYBEARER_HOME: join(home.cwd, 'none') };
    const refused = run('keybearer init --no-recovery-code', env);
    expect(refused.exitCode).toBe(5);
    expect(refused.stderr).toMatch(
      /error: the keychain cannot be reached \(there is no session bus\)\n.*--protector passphrase/,
    );
    expect(existsSync(join(home.cwd, 'none'))).toBe(false);
    expect(run('keybearer doctor', env).stdout).toMatch(/^BAD +keychain: .*\n {6}start a Secret Service/m);
  });

  it('says in doctor what is wrong with the clipboard, and with a reminder whose launcher has moved', () => {
    const config = join(home.cwd, 'config');
    const units = join(config, 'systemd/user');
    mkdirSync(units, { recursive: true });
    writeFileSync(join(units, 'keybearer-remind.timer'), timerUnit());
    const gone = join(home.cwd, 'moved/keybearer');
    writeFileSync(join(units, 'keybearer-remind.service'), serviceUnit([gone, '--home', '/v', 'remind']));
    const found = run('keybearer doctor --json', { XDG_CONFIG_HOME: config, DISPLAY: '', WAYLAND_DISPLAY: '' });
    const checks: { what: string }[] = JSON.parse(found.stdout);
    expect(checks.filter(({ what }) => ['clipboard', 'reminders'].includes(what))).toMatchObject([
      { state: 'unknown', says: expect.stringContaining('no desktop session') },
      { state: 'bad', says: `they do not come any more: ${gone} is not there` },
    ]);
    expect(found.exitCode).toBe(7);
  });

  it('C5: does not fall back to another slot when the keychain is gone', () => {
    run('printf "a long passphrase" > pass.txt; keybearer slot add passphrase --passphrase-file pass.txt');
    const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    expect(run('keybearer header key', bus)).toMatchObject({ exitCode: 5, stdout: '' });
    expect(run('keybearer header key --passphrase-file pass.txt', bus).stdout).toBe('Authorization: Bearer secret\n');
  });

  it('finds the vault by --home, KEYBEARER_HOME and XDG_DATA_HOME, in that order', () => {
    const xdg = { XDG_DATA_HOME: join(home.cwd, 'xdg'), KEYBEARER_HOME: '' };
    expect(run('keybearer init --no-recovery-code', xdg).exitCode).toBe(0);
    expect(existsSync(join(home.cwd, 'xdg/keybearer/vault.db'))).toBe(true);
    expect(run('keybearer list --json --home vault | json "all => all.length"', xdg).stdout).toBe('1\n');
    expect(run('keybearer --home xdg/keybearer list --json | json "all => all.length"').stdout).toBe('0\n');
  });

  it('refuses what is not a vault, untouched: an empty file, text, a symlink, a folder, a FIFO, a cut one', () => {
    const plant: Record<string, (path: string) => void> = {
      empty: (path) => writeFileSync(path, ''),
      text: (path) => writeFileSync(path, 'not a database, and longer than a header of one hundred bytes '.repeat(20)),
      symlink: (path) => symlinkSync(join(home.cwd, 'vault/vault.db'), path),
      folder: (path) => mkdirSync(path),
      fifo: (path) => void run(`mkfifo '${path}'`),
      cut: (path) => {
        writeFileSync(path, readFileSync(join(home.cwd, 'vault/vault.db')));
        truncateSync(path, 5000);
      },
    };
    for (const [name, make] of Object.entries(plant)) {
      mkdirSync(join(home.cwd, name));
      make(join(home.cwd, name, 'vault.db'));
      const answer = run(`keybearer list --home ${name}`);
      expect([name, answer.exitCode, answer.stdout]).toEqual([name, 7, '']);
      expect(answer.stderr).toMatch(/^keybearer: error: .*\nkeybearer: hint: .*\n$/);
      expect(readdirSync(join(home.cwd, name))).toEqual(['vault.db']);
      expect(run(`keybearer init --no-recovery-code --home ${name}`).exitCode).toBe(6);
    }
  });

  it('says which permissions are too wide, and how to mend them', () => {
    chmodSync(join(home.cwd, 'vault/vault.db'), 0o644);
    const doctor = run('keybearer doctor');
    expect(doctor.exitCode).toBe(7);
    const [, mend] = /run: (chmod 600 .*)/.exec(doctor.stdout) ?? [];
    expect(run(mend ?? 'false').exitCode).toBe(0);
    expect(run('keybearer doctor').exitCode).toBe(0);
  });

  it('lists what is whole beside a damaged record, names it, and exits with the code of damage', () => {
    run('cp -r vault hurt; printf other | keybearer add other --home hurt');
    const sql = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync('hurt/vault.db');
      const { id, sealed } = db.prepare('SELECT id, sealed FROM api_key LIMIT 1').get(); sealed[40] ^= 1;
      db.prepare('UPDATE api_key SET sealed = ? WHERE id = ?').run(sealed, id);`;
    writeFileSync(join(home.cwd, 'hurt.cjs'), sql);
    expect(run(`'${process.execPath}' hurt.cjs`).exitCode).toBe(0);
    const list = run('keybearer list --home hurt');
    expect(list).toMatchObject({ exitCode: 7, stdout: expect.stringContaining('other') });
    expect(list.stderr).toMatch(/a record in the vault does not open: api-key of key [0-9a-f]{32}/);
    // Not there, or not to be found: the difference is told.
    expect(run('keybearer header key --home hurt').exitCode).toBe(7);
    expect(run('keybearer header other --home hurt').stdout).toBe('Authorization: Bearer other\n');
    const doctor = run('keybearer doctor --home hurt');
    expect(doctor).toMatchObject({ exitCode: 7, stdout: expect.stringContaining('--drop-damaged') });
    const drop = run(
      "keybearer slot list --home hurt --json | json 'all => all.find((s) => s.kind === \"passphrase\").id' | tr -d '\"'",
    );
    expect(run(`keybearer slot rekey --home hurt --drop ${drop.stdout.trim()}`).exitCode).toBe(7);
    expect(run(`keybearer slot rekey --home hurt --drop ${drop.stdout.trim()} --drop-damaged`).exitCode).toBe(0);
    expect(run('keybearer doctor --home hurt').exitCode).toBe(0);
    expect(run('keybearer header other --home hurt').stdout).toBe('Authorization: Bearer other\n');
  });

  it('K3: leaves a sentinel nowhere but in the vault, in no form', () => {
    const sentinel = 'kbSENTINEL7f3a9c21e5d84b60';
    const env = {
      TMPDIR: join(home.cwd, 'tmp'),
      HOME: join(home.cwd, 'user'),
      KEYBEARER_HOME: join(home.cwd, 'sentinel'),
    };
    mkdirSync(env.TMPDIR);
    mkdirSync(env.HOME);
    const steps = [
      'keybearer init --no-recovery-code',
      'printf "$S" | keybearer add s --env-name S_TOKEN --notes-file notes.txt',
      'printf "$S-2" | keybearer edit s --secret',
      'printf "$S\\n\\r$S" | keybearer add broken',
      'keybearer import sentinel.env sentinel.csv --yes --json; keybearer import sentinel.env --dry-run --all',
      'keybearer import bad.json; keybearer import bad.csv; keybearer import bad.yml --from gh; keybearer import bad.csv --from aws',
      'keybearer header s >/dev/null; keybearer reveal s >/dev/null; keybearer show s --notes > /dev/null; keybearer undo s',
      'keybearer edit s --header "X: {secret}"; keybearer remove s --yes; keybearer trash --restore s; keybearer slot rekey',
      'keybearer list --json; keybearer audit --json; keybearer doctor --json; keybearer show s --json',
    ];
    const sources = {
      'notes.txt': sentinel,
      'sentinel.env': `A_TOKEN=${sentinel}-a\nB_URL="redis://:${sentinel}@c:1"\nbroken ${sentinel}`,
      'sentinel.csv': `name,token,expires\nx,${sentinel}-c,${sentinel}\n`,
      'bad.json': `{"encrypted":false,"items":[${sentinel}`,
      'bad.csv': `${sentinel},"${sentinel}\n${sentinel},${sentinel}`,
      'bad.yml': `a: [${sentinel}`,
    };
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(home.cwd, name), text);
    const said = steps
      .map((step) => run(step.replaceAll('$S', sentinel), env))
      .map(({ stdout, stderr }) => stdout + stderr);
    writeFileSync(join(home.cwd, 'notes.txt'), '');
    const forms = [
      sentinel,
      Buffer.from(sentinel, 'utf16le'),
      Buffer.from(sentinel).toString('hex'),
      Buffer.from(sentinel).toString('base64').slice(0, 32),
    ];
    const left = [env.TMPDIR, env.HOME, env.KEYBEARER_HOME].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    );
    expect(left.length).toBeGreaterThan(0);
    for (const form of forms) {
      expect(left.some((bytes) => bytes.includes(form))).toBe(false);
      expect(said.join('')).not.toContain(form.toString());
    }
  });
});
