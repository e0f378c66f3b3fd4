/** Moving a vault between the keychain and the TPM, with a process that is killed at each command that it sends to the TPM. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { DeadlyWay } from '../support/deadly-way.ts';
import { Swtpm } from '../support/swtpm.ts';
import { Typist } from '../support/typist.ts';

const bundle = join(import.meta.dirname, '../../out/cli/keybearer.cjs');
/** Far more than any of these commands sends. */
const mostCommands = 60;

describe.skipIf(process.platform !== 'linux')('a process killed while it moves a vault', { timeout: 300_000 }, () => {
  let home: CliHome;
  let swtpm: Swtpm;
  let way: DeadlyWay;
  beforeAll(async () => {
    [home, swtpm] = [makeCliHome(), await Swtpm.start()];
    way = await DeadlyWay.to(swtpm.address.port);
    swtpm.run('tpm2_dictionarylockout', ['-s', '-n', '1000', '-t', '10', '-l', '10']);
    const make =
      'echo 123456 > pin && keybearer init --no-recovery-code && echo s3cr3t | keybearer add k --origin https://api.example.com';
    expect(await shell(make)).toMatchObject({ exitCode: 0 });
  });
  afterAll(async () => {
    way.close();
    await swtpm.stop();
    home.remove();
  });

  /** A shell that does not keep this process from passing commands on. */
  async function shell(command: string): Promise<{ exitCode: number; stdout: string }> {
    const run = spawn('sh', ['-c', command], { cwd: home.cwd, env: home.env, stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    run.stdout.on('data', (chunk) => (stdout += chunk));
    return { exitCode: await exitOf(run), stdout };
  }

  const idOf = (kind: string) =>
    `$(keybearer slot list --json | json 'slots => slots.find(({ kind }) => kind === "${kind}").id' | tr -d '"')`;

  /**
   * Runs a command again and again, killed at its first command to the TPM, its second, ..., until it gets through. After each
   * the key must be there.
   *
   * @returns how often it was killed.
   */
  async function killAtEach(args: readonly string[]): Promise<number> {
    for (let deadly = 1; deadly < mostCommands; deadly += 1) {
      way.count = 0;
      const child = spawn(process.execPath, [bundle, ...args], { cwd: home.cwd, env: home.env, stdio: 'ignore' });
      way.beforeCommand = (number) => number === deadly && child.kill('SIGKILL');
      const code = await exitOf(child);
      way.beforeCommand = () => false;
      // Where there is no PIN yet, or any more, what is given does not matter.
      expect(await shell('keybearer header k --pin-file pin')).toEqual({
        exitCode: 0,
        stdout: 'Authorization: Bearer s3cr3t\n',
      });
      if (code === 0) return deadly - 1;
      expect(child.signalCode).toBe('SIGKILL');
    }
    throw new Error('it never gets through');
  }

  const kindsOf = async () =>
    (await shell(`keybearer slot list --json | json 'slots => slots.map(({ kind }) => kind).sort().join()'`)).stdout;

  it('leaves it usable on the way to the TPM', async () => {
    expect(await killAtEach(['slot', 'add', 'tpm', '--tpm-device', way.name])).toBeGreaterThan(8);
    const { stdout: keychain } = await shell(`echo ${idOf('keychain')}`);
    expect(await killAtEach(['slot', 'remove', '--yes', keychain.trim()])).toBeGreaterThan(4);
    expect(await kindsOf()).toBe('"tpm"\n');
  });

  it('leaves it usable while a PIN is set and taken off', async () => {
    expect(await killAtEach(['pin', 'set', '--pin-file', 'pin'])).toBeGreaterThan(12);
    expect((await shell('keybearer header k')).exitCode).toBe(4);
    expect(await killAtEach(['pin', 'remove', '--pin-file', 'pin'])).toBeGreaterThan(12);
    expect((await shell('keybearer header k')).exitCode).toBe(0);
  });

  it('leaves it usable on the way back to the keychain', async () => {
    expect(await killAtEach(['slot', 'add', 'keychain'])).toBeGreaterThan(4);
    const { stdout: tpm } = await shell(`echo ${idOf('tpm')}`);
    expect(await killAtEach(['slot', 'remove', '--yes', tpm.trim()])).toBeGreaterThan(4);
    expect(await kindsOf()).toBe('"keychain"\n');
  });
});

describe.skipIf(process.platform !== 'linux')('a PIN that is typed', () => {
  it('is asked for again with what is left, and not when none would be tried (T4)', async () => {
    const [home, swtpm] = [makeCliHome(), await Swtpm.start()];
    onTestFinished(async () => {
      await swtpm.stop();
      home.remove();
    });
    const start = (command: string) => new Typist(command, home.cwd, home.env);
    const init = start(`keybearer init --protector tpm --pin --no-recovery-code --tpm-device ${swtpm.name}`);
    for (const question of [/New PIN: /, /New PIN, once more: /]) {
      await init.sees(question);
      init.types('123456\n');
    }
    await init.sees(/behind this machine's TPM and PIN/);
    expect(await init.ends()).toBe(0);
    const rekey = start('keybearer slot rekey');
    await rekey.sees(/PIN: /);
    rekey.types('654321\n');
    await rekey.sees(/That is not the PIN: one more, then the TPM makes you wait\./);
    await rekey.sees(/PIN: /);
    rekey.types('654322\n');
    await rekey.sees(/error: that is not the PIN; the TPM takes no more for a while/);
    expect(await rekey.ends()).toBe(4);
    expect(rekey.shown).not.toMatch(/12345|65432/);
  });
});

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
}
