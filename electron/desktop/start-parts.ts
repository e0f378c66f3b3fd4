/** What every shell starts the application with: the vault that the environment names, and its surroundings. */

import { type Settings, vaultPath } from '../compose.ts';
import { defectPlace } from '../defect.ts';
import type { ApplicationParts } from './application.ts';
import { vaultSource } from './vault-source.ts';

declare const KEYBEARER_VERSION: string;

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** What `--home` names. */
  readonly home: string | undefined;
}

export function startParts({
  env,
  platform,
  home,
}: Surroundings): Omit<ApplicationParts, 'shell' | 'clipboard' | 'clipboardHints'> {
  const settings: Settings = {
    path: vaultPath(home ?? env.KEYBEARER_HOME, env, platform),
    env,
    platform,
    surface: 'window',
  };
  return {
    source: vaultSource(settings),
    version: KEYBEARER_VERSION,
    platform,
    reportDefect: (caught) => {
      process.stderr.write(`keybearer: error: a defect in Keybearer, at: ${defectPlace(caught)}\n`);
    },
  };
}
