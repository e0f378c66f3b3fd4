/** A real TPM 2.0 in software for one test file: swtpm on free ports of this machine, and tpm2-tools as the peer. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TpmAddress } from '../../electron/tpm2/address.ts';
import { openTransport } from '../../electron/tpm2/open-transport.ts';

const patienceMs = 30_000;

export type RootAlgorithm = 'ecc256' | 'rsa2048';

export class Swtpm {
  /** What is made here goes when the TPM stops: blobs for tpm2-tools, its socket. */
  readonly folder = mkdtempSync(join(tmpdir(), 'keybearer-swtpm-'));
  #state = mkdtempSync(join(this.folder, 'state-'));
  #process: ChildProcess | undefined;
  #port = 0;

  /** @throws Error that names the Debian package of a program that is missing. */
  static async start(): Promise<Swtpm> {
    const tpm = new Swtpm();
    await tpm.start();
    return tpm;
  }

  get address(): TpmAddress & { kind: 'tcp' } {
    return { kind: 'tcp', host: '127.0.0.1', port: this.#port };
  }

  /** As it is written for the command line. */
  get name(): string {
    return `swtpm:host=127.0.0.1,port=${this.#port}`;
  }

  /** Starts it, or starts it again: on the state that it has, and on the port that it had. */
  async start(): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    do {
      this.#port ||= await freePortPair();
      this.#process = spawnSwtpm(this.#state, [
        ['--server', `type=tcp,port=${this.#port},bindaddr=127.0.0.1`],
        ['--ctrl', `type=tcp,port=${this.#port + 1},bindaddr=127.0.0.1`],
      ]);
      if (await answers(this.address, this.#process)) return;
      await this.kill();
      this.#port = 0; // somebody else was faster to take it
    } while (performance.now() < giveUpAt);
    throw new Error('swtpm does not start: apt-get install swtpm');
  }

  /** Starts it on a unix socket instead, which tpm2-tools do not reach. @returns the socket. */
  async onUnixSocket(): Promise<string> {
    await this.kill();
    const path = join(this.folder, 'tpm.sock');
    this.#process = spawnSwtpm(this.#state, [
      ['--server', `type=unixio,path=${path}`],
      ['--ctrl', `type=unixio,path=${path}.ctrl`],
    ]);
    if (await answers({ kind: 'unix', path }, this.#process)) return path;
    throw new Error('swtpm does not start on a unix socket');
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const ended = this.#process;
    if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return;
    const gone = new Promise((resolve) => ended.once('exit', resolve));
    ended.kill('SIGKILL');
    await gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** As if another chip were soldered on: nothing of the old one's is known to it. */
  async replace(): Promise<void> {
    await this.kill();
    this.#state = mkdtempSync(join(this.folder, 'state-'));
    await this.start();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Runs one of tpm2-tools on it, in its folder.
   *
   * @throws Error with what the tool said.
   */
  run(tool: string, args: readonly string[] = [], input: Buffer = Buffer.alloc(0)): Buffer {
    const env = { ...process.env, TPM2TOOLS_TCTI: this.name };
    const done = spawnSync(tool, args, { env, input, cwd: this.folder, timeout: patienceMs });
    if (done.error) throw new Error(`${tool}: apt-get install tpm2-tools`, { cause: done.error });
    if (done.status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${done.stderr}`);
    return done.stdout;
  }

  /** The objects and sessions that are loaded: none of ours may be among them. */
  loadedHandles(): string[] {
    return ['handles-transient', 'handles-loaded-session'].flatMap((which) =>
      this.run('tpm2_getcap', [which])
        .toString()
        .split('\n')
        .filter((line) => line.startsWith('- ')),
    );
  }

  /** The storage root key of the TCG's template, made by tpm2-tools: the parent that we make when there is none. */
  makeRootKey(algorithm: RootAlgorithm, context: string, password = ''): void {
    const attributes = 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|decrypt';
    const options = ['-Q', '-C', 'o', '-G', `${algorithm}:aes128cfb`, '-a', attributes];
    const unique = Buffer.alloc(algorithm === 'ecc256' ? 64 : 256);
    this.run('tpm2_createprimary', [...options, '-p', password, '-u', '-', '-c', context], unique);
    this.flush();
  }

  /** As whoever set up the machine may have done: the root key is there, and need not be made. */
  persistRootKey(algorithm: RootAlgorithm, password = ''): void {
    this.makeRootKey(algorithm, 'srk.ctx', password);
    this.run('tpm2_evictcontrol', ['-Q', '-C', 'o', '-c', 'srk.ctx', '0x81000001']);
    this.flush();
  }

  removeRootKey(): void {
    this.run('tpm2_evictcontrol', ['-Q', '-C', 'o', '-c', '0x81000001']);
  }

  /** tpm2-tools leave what they loaded. */
  flush(): void {
    this.run('tpm2_flushcontext', ['-t']);
    this.run('tpm2_flushcontext', ['-l']);
  }
}

function spawnSwtpm(state: string, options: readonly (readonly string[])[]): ChildProcess {
  const args = ['socket', '--tpm2', '--tpmstate', `dir=${state}`, ...options.flat()];
  const child = spawn('swtpm', [...args, '--flags', 'not-need-init,startup-clear'], { stdio: 'ignore' });
  // A test process that ends early takes its TPM along.
  const end = () => void child.kill();
  process.once('exit', end);
  return child.on('error', () => {}).once('exit', () => process.off('exit', end));
}

/** A port whose successor is free too: swtpm's second socket, which tpm2-tools use. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const port = await probe(0);
    if (port !== undefined && (await probe(port + 1)) !== undefined) return port;
  }
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

async function answers(address: TpmAddress, child: ChildProcess): Promise<boolean> {
  for (const giveUpAt = performance.now() + patienceMs; performance.now() < giveUpAt; await delay(20)) {
    if (child.exitCode !== null || child.pid === undefined) return false;
    try {
      await (await openTransport(address, 1000)).close();
      return true;
    } catch {
      // not yet
    }
  }
  return false;
}
