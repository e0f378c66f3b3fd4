/** What one `keybearer header` costs, beside bare Node and beside others that hand out a secret. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launcherText } from '../launcher.mjs';
import { type Candidate, measure, report } from './measure.ts';

const bundle = join(import.meta.dirname, '../../out/cli/keybearer.cjs');

/** @param homes The sample vaults' folders by their size. */
export async function benchCommandLine(
  scratch: string,
  homes: ReadonlyMap<number, string>,
  rounds: number,
): Promise<void> {
  const launcher = makeLauncher(scratch);
  const candidates: Candidate[] = [program('node -e 0', process.execPath, ['-e', '0'])];
  for (const [size, home] of homes) {
    candidates.push(program(`keybearer header, ${size} keys`, launcher, ['header', `key-${size - 1}`, '--home', home]));
  }
  candidates.push(program('keybearer --version', launcher, ['--version']), ...peers(scratch));
  report(
    'One command, from start to exit',
    await measure(candidates, rounds),
    'header at most 1.9 x bare Node, at any size',
  );
}

/** The command as users have it: with a compile cache. */
export function makeLauncher(scratch: string): string {
  const launcher = join(scratch, 'keybearer');
  const cache = join(scratch, 'compile-cache');
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  writeFileSync(launcher, launcherText({ node: process.execPath, bundle, cache }));
  chmodSync(launcher, 0o755);
  return launcher;
}

export function program(name: string, command: string, args: readonly string[], input = ''): Candidate {
  return {
    name,
    run: () => {
      const { status, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
    },
  };
}

/** Those that are installed, each with one secret of its own. */
function peers(scratch: string): Candidate[] {
  return [secretTool(), pass(scratch), keepassxc(scratch)].filter((peer) => peer !== undefined);
}

function secretTool(): Candidate | undefined {
  if (!installed('secret-tool')) return undefined;
  spawnSync('secret-tool', ['store', '--label=bench', 'service', 'keybearer-bench'], { input: 'secret' });
  return program('secret-tool lookup', 'secret-tool', ['lookup', 'service', 'keybearer-bench']);
}

function pass(scratch: string): Candidate | undefined {
  if (!installed('pass') || !installed('gpg')) return undefined;
  const gnupg = join(scratch, 'gnupg');
  mkdirSync(gnupg, { mode: 0o700 });
  Object.assign(process.env, { GNUPGHOME: gnupg, PASSWORD_STORE_DIR: join(scratch, 'pass') });
  const made = spawnSync('gpg', [
    '--batch',
    '--passphrase',
    '',
    '--quick-gen-key',
    'bench',
    'default',
    'default',
    'never',
  ]);
  if (made.status !== 0 || spawnSync('pass', ['init', 'bench']).status !== 0) return undefined;
  spawnSync('pass', ['insert', '-m', 'bench'], { input: 'secret' });
  return program('pass show', 'pass', ['show', 'bench']);
}

function keepassxc(scratch: string): Candidate | undefined {
  if (!installed('keepassxc-cli')) return undefined;
  const database = join(scratch, 'bench.kdbx');
  const password = 'bench password';
  const made = spawnSync('keepassxc-cli', ['db-create', '-p', '-t', '100', database], {
    input: `${password}\n${password}\n`,
  });
  spawnSync('keepassxc-cli', ['add', '-p', database, 'bench'], { input: `${password}\nsecret\n` });
  if (made.status !== 0) return undefined;
  return program(
    'keepassxc-cli show (100 ms key derivation)',
    'keepassxc-cli',
    ['show', '-q', '-s', '-a', 'Password', database, 'bench'],
    `${password}\n`,
  );
}

export function installed(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}
