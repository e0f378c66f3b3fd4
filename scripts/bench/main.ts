/**
 * `npm run bench`: medians and ratios, all from one run on a private keychain. Figures compare only within a run.
 * `npm run bench -- --quick` for fewer rounds.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../electron/compose.ts';
import startKeyring from '../../test/support/keyring-session.ts';
import { benchCommandLine } from './command-line.ts';
import { benchCopy } from './copy.ts';
import { benchImport } from './import.ts';
import { benchRecognise } from './recognise.ts';
import { makeSampleVault } from './sample-vault.ts';
import { benchTpm } from './tpm.ts';
import { benchAdding, benchOpening, benchRekeying } from './vault.ts';
import { benchWindow } from './window.ts';

const quick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'keybearer-bench-'));
const stopKeyring = await startKeyring();
try {
  const homes = new Map<number, string>();
  console.log(`Node ${process.versions.node}, SQLite ${process.versions.sqlite}, ${process.platform} ${process.arch}`);
  for (const size of [300, 10_000, 100_000]) {
    const home = join(scratch, String(size));
    const path = join(home, 'vault.db');
    const vault = await makeSampleVault(settings(path), size);
    const rounds = quick || size > 10_000 ? 5 : 25;
    await benchOpening(vault, path, size, rounds);
    await benchAdding(vault, join(scratch, `bare-${size}.db`), size, rounds);
    if (size === 10_000) await benchRekeying(vault, size, 3);
    await vault.close();
    console.log(
      `\nWith ${size} keys: file ${megabytes(statSync(path).size)}, memory of this process ${megabytes(process.memoryUsage.rss())}`,
    );
    homes.set(size, home);
    if (size === 300) await benchImport(scratch, path, settings, size, rounds);
  }
  await benchRecognise(quick ? 7 : 31);
  await benchCommandLine(scratch, homes, quick ? 7 : 31);
  await benchTpm(scratch, quick ? 7 : 31);
  await benchCopy(scratch, homes.get(10_000)!, quick ? 7 : 31);
  await benchWindow(homes, quick ? 3 : 7);
} finally {
  await stopKeyring();
  rmSync(scratch, { recursive: true, force: true });
}

function settings(path: string): Settings {
  return { path, env: process.env, platform: process.platform, surface: 'cli' };
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
