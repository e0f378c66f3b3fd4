import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importScript } from '../../support/import-script.ts';

const { launcherMark, launcherText, windowsLauncherText } = await importScript('launcher.mjs');

/** Stands for the command line: tells what reached it. */
const reporter = `
const { readFileSync, writeFileSync } = require('node:fs');
const stdin = process.env.READ_STDIN ? readFileSync(0, 'base64') : '';
const report = JSON.stringify({ env: process.env, execArgv: process.execArgv, args: process.argv.slice(2), stdin });
if (process.env.REPORT_FILE) writeFileSync(process.env.REPORT_FILE, report);
else process.stdout.write(report);
process.exitCode = Number(process.env.EXIT_CODE ?? 0);
`;

interface Report {
  readonly env: Record<string, string>;
  readonly execArgv: string[];
  readonly args: string[];
  readonly stdin: string;
}

/** A launcher, what it starts, and its cache, in a folder of this test. */
class Launched {
  readonly folder: string;
  readonly cache: string;
  readonly path: string;
  readonly bundle: string;

  constructor(name = 'plain') {
    const scratch = mkdtempSync(join(tmpdir(), 'keybearer-launcher-'));
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
    this.folder = join(scratch, name);
    mkdirSync(this.folder);
    this.cache = join(this.folder, 'cache');
    this.path = join(this.folder, 'keybearer');
    this.bundle = join(this.folder, 'reporter.cjs');
    const node = join(this.folder, 'node');
    symlinkSync(process.execPath, node);
    writeFileSync(this.bundle, reporter);
    writeFileSync(this.path, launcherText({ node, bundle: this.bundle, cache: this.cache }), { mode: 0o755 });
  }

  run(env: Record<string, string>, args: string[] = [], input: string | Buffer = '') {
    return spawnSync(this.path, args, { env: { PATH: '/usr/bin:/bin', ...env }, input });
  }

  report(env: Record<string, string>, args: string[] = [], input: string | Buffer = ''): Report {
    const { stdout, stderr } = this.run(env, args, input);
    expect(stderr.toString()).toBe('');
    return JSON.parse(stdout.toString());
  }
}

/** What the environment of `report` holds beside what a shell itself adds. */
function passedOn({ env }: Report): Record<string, string> {
  const { PATH, PWD, OLDPWD, SHLVL, _, NODE_COMPILE_CACHE, ...rest } = env;
  return rest;
}

describe.skipIf(process.platform === 'win32')('launcherText', () => {
  it('keeps code that NODE_OPTIONS names from being loaded (K12)', () => {
    const launched = new Launched();
    const [evil, trace] = [join(launched.folder, 'evil.js'), join(launched.folder, 'trace')];
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
    const NODE_OPTIONS = `--require ${evil}`;
    launched.report({ NODE_OPTIONS });
    expect(existsSync(trace)).toBe(false);
    // Without the launcher the same variable does load it.
    spawnSync(process.execPath, [launched.bundle], { env: { NODE_OPTIONS } });
    expect(existsSync(trace)).toBe(true);
  });

  it.each([
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_PATH',
    'NODE_V8_COVERAGE',
    'NODE_REDIRECT_WARNINGS',
    'NODE_ICU_DATA',
    'NODE_',
    'NODE_OF_NO_NODE_YET',
    'NODE_lower_1',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'SSL_CERT_OF_TOMORROW',
    'SSLKEYLOGFILE',
    'OPENSSL_CONF',
    'OPENSSL_MODULES',
    'OPENSSL_ENGINES',
    'OPENSSL_CONF_INCLUDE',
  ])('drops %s (K12)', (name) => {
    const launched = new Launched();
    const report = launched.report({ [name]: join(launched.folder, 'nowhere'), OTHER: 'kept' });
    expect(passedOn(report)).toEqual({ OTHER: 'kept' });
  });

  it('drops all of them at once, whatever stands in the values of others (K12)', () => {
    const kept = {
      A: "line\nNODE_X=1\nexport NODE_OPTIONS='--require /x'\n",
      B: "' ; unset C; '",
      C: '$(touch /tmp/x) `id` $HOME \\ " * ? [a-z]',
      D: 'NODE_OPTIONS NODE_é NODE_-x NODE_=\n\n',
      MY_NODE_OPTIONS: 'NODE_NAME',
      node_lower: 'kept',
      XSSL_CERT_FILE: 'kept',
      EMPTY: '',
    };
    const dropped = { NODE_X: 'a\nb', NODE_OPTIONS: '--no-warnings', SSL_CERT_DIR: "'", NODE_Z: 'NODE_X' };
    const report = new Launched().report({ ...dropped, ...kept, ZZ: 'last' });
    expect(passedOn(report)).toEqual({ ...kept, ZZ: 'last' });
  });

  it('drops one among thousands of values that look like it (K12)', () => {
    const many = Object.fromEntries(
      Array.from({ length: 2000 }, (_, n) => [`V${n}`, `NODE_V${n} SSL_CERT_ `.repeat(3)]),
    );
    expect(passedOn(new Launched().report({ ...many, NODE_OPTIONS: '--no-warnings' }))).toEqual(many);
  });

  it('gives Node one option of its own, and arguments as they are', () => {
    const args = ['', 'a b', '*', '$HOME', '--', '-e', '--require=/x', 'line\nbreak', `'"\\`, 'é'];
    const report = new Launched().report({}, args);
    expect(report.args).toEqual(args);
    expect(report.execArgv).toEqual(['--disable-warning=ExperimentalWarning']);
  });

  it.each([
    'a folder',
    "it's",
    'a "quoted" one',
    '$HOME $(id) `id`',
    'back\\slash\\n',
    '%s * ? [a] {b} ~ # ; & |',
    'Schlüssel',
  ])('starts what lies in "%s"', (name) => {
    expect(new Launched(name).report({}, ['arrived']).args).toEqual(['arrived']);
  });

  it('passes stdin on byte for byte', () => {
    const bytes = Buffer.from([0, 10, 13, 255, 128, 10]);
    const { stdin } = new Launched().report({ READ_STDIN: '1', NODE_OPTIONS: '' }, [], bytes);
    expect(Buffer.from(stdin, 'base64')).toEqual(bytes);
  });

  it.each(['<&-', '>&-', '2>&-', '<&- >&- 2>&-'])('starts with %s', (closed) => {
    const launched = new Launched();
    const file = join(launched.folder, 'report.json');
    const env = { PATH: '/usr/bin:/bin', REPORT_FILE: file, NODE_OPTIONS: '--no-warnings' };
    spawnSync('/bin/sh', ['-c', `"$0" "$@" ${closed}`, launched.path, 'arrived'], { env });
    const report: Report = JSON.parse(readFileSync(file, 'utf8'));
    expect(report.args).toEqual(['arrived']);
    expect(report.env.NODE_OPTIONS).toBeUndefined();
  });

  it('ends with the exit code of what it starts', () => {
    expect(new Launched().run({ EXIT_CODE: '7' }).status).toBe(7);
  });

  it('turns core dumps off (K3)', () => {
    const launched = new Launched();
    writeFileSync(launched.bundle, "process.stdout.write(require('node:child_process').execSync('ulimit -c'))");
    expect(launched.run({}).stdout.toString()).toBe('0\n');
  });

  it('says what to do when what it starts is gone', () => {
    const launched = new Launched();
    rmSync(launched.bundle);
    const { status, stdout, stderr } = launched.run({});
    expect(status).toBe(127);
    expect(stdout.toString()).toBe('');
    expect(stderr.toString()).toMatch(/^keybearer: error: .*\nkeybearer: hint: run "npm start -- --launcher".*\n$/);
  });

  it('keeps compiled code in a folder of this user alone, whatever the caller names (K12)', () => {
    const launched = new Launched();
    const planted = join(launched.folder, 'planted');
    mkdirSync(planted);
    const { env } = launched.report({ NODE_COMPILE_CACHE: planted, XDG_CACHE_HOME: planted });
    expect(env.NODE_COMPILE_CACHE).toBe(launched.cache);
    expect(statSync(launched.cache).mode & 0o777).toBe(0o700);
  });

  it('reads no compiled code from a folder of somebody else (K12)', () => {
    const launched = new Launched();
    expect(process.getuid).toBeDefined();
    if (process.getuid?.() === 0) {
      mkdirSync(launched.cache);
      chownSync(launched.cache, 65534, 65534);
    } else symlinkSync('/usr', launched.cache);
    expect(launched.report({}).env.NODE_COMPILE_CACHE).toBeUndefined();
  });

  it('reads no compiled code through a symbolic link (K12)', () => {
    const launched = new Launched();
    const elsewhere = join(launched.folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, launched.cache);
    expect(launched.report({ NODE_COMPILE_CACHE: elsewhere }).env.NODE_COMPILE_CACHE).toBeUndefined();
  });

  it('names no cache where there is none', () => {
    expect(launcherText({ node: '/node', bundle: '/bundle', cache: null })).not.toContain('COMPILE_CACHE');
  });

  it('has our mark in its second line', () => {
    expect(launcherText({ node: '/node', bundle: '/bundle', cache: null }).split('\n')[1]).toBe(`# ${launcherMark}`);
  });
});

describe('windowsLauncherText', () => {
  const text = windowsLauncherText({ node: 'C:\\100%\\node.exe', bundle: 'C:\\a b\\keybearer.cjs', cache: 'C:\\c' });

  it('has our mark in its second line', () => {
    expect(text.split('\r\n')[1]).toBe(`rem ${launcherMark}`);
  });

  it('drops the same variables (K12)', () => {
    for (const prefix of ['NODE_', 'SSL_CERT_', 'OPENSSL_'])
      expect(text).toContain(`for /f "delims==" %%v in ('set ${prefix} 2^>nul') do set "%%v="\r\n`);
    expect(text).toContain('set "SSLKEYLOGFILE="\r\n');
  });

  it('starts what lies in odd folders', () => {
    expect(text).toContain(
      '"C:\\100%%\\node.exe" --disable-warning=ExperimentalWarning "C:\\a b\\keybearer.cjs" %*\r\n',
    );
  });

  it('reads paths outside ASCII as UTF-8', () => {
    expect(text).not.toContain('chcp');
    expect(windowsLauncherText({ node: 'C:\\José\\node.exe', bundle: 'C:\\b', cache: null })).toContain('chcp 65001');
  });
});
