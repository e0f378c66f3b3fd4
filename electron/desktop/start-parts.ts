/** What every shell starts the application with. */
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Settings, vaultPath } from '../compose.ts';
import { defectPlace } from '../defect.ts';
import type { ApplicationParts } from './application.ts';
import { vaultSource } from './vault-source.ts';

declare const KEYBEARER_VERSION: string;

const options = { home: { type: 'string' }, 'tpm-device': { type: 'string' } } as const;

/** What the command line and the environment say of the vault. Other switches are the shell's own, and none of ours. */
export function windowSettings({ argv, env, platform }: Pick<NodeJS.Process, 'argv' | 'env' | 'platform'>): Settings {
  const { values } = parseArgs({ args: argv.slice(1), options, strict: false, allowPositionals: true });
  const home = text(values.home) ?? env.KEYBEARER_HOME;
  const tpmDevice = text(values['tpm-device']);
  return { path: vaultPath(home, env, platform), env, platform, surface: 'window', tpmDevice };
}

/** The vault's folder where it is not the usual one; null: it is, and a start without a word finds it. */
export function unusualHome({ path, env, platform }: Settings): string | null {
  return path === vaultPath(undefined, env, platform) ? null : dirname(path);
}

/** A switch without a value is true. */
function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** All that the shells have in common. */
export type CommonParts = Pick<ApplicationParts, 'source' | 'version' | 'platform' | 'reportDefect'>;

export function commonParts(settings: Settings): CommonParts {
  return {
    source: vaultSource(settings),
    version: KEYBEARER_VERSION,
    platform: settings.platform,
    reportDefect: (caught) => {
      process.stderr.write(`keybearer: error: a defect in Keybearer, at: ${defectPlace(caught)}\n`);
    },
  };
}
