/** What every shell starts the application with. */
import { type Settings, vaultPath } from '../compose.ts';
import { defectPlace } from '../defect.ts';
import type { ApplicationParts } from './application.ts';
import { vaultSource } from './vault-source.ts';

declare const KEYBEARER_VERSION: string;

/** @param home What `--home` names; else KEYBEARER_HOME does, or the platform's own place. */
export function windowSettings({ env, platform }: NodeJS.Process, home: string | undefined): Settings {
  return { path: vaultPath(home ?? env.KEYBEARER_HOME, env, platform), env, platform, surface: 'window' };
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
