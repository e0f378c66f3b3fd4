/** What every shell starts the application with: the vault that the environment names, and its surroundings. */

import { isKeybearerError } from '../../shared/errors.ts';
import { composeClipboard, type Settings, vaultPath } from '../compose.ts';
import { defectPlace } from '../defect.ts';
import type { Clipboard } from '../delivery/clipboard.ts';
import type { ApplicationParts } from './application.ts';
import { vaultSource } from './vault-source.ts';

declare const KEYBEARER_VERSION: string;

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** What `--home` names. */
  readonly home: string | undefined;
  /** The program that keeps the clipboard. */
  readonly keeper: string;
}

export function startParts({ env, platform, home, keeper }: Surroundings): Omit<ApplicationParts, 'shell'> {
  const settings: Settings = {
    path: vaultPath(home ?? env.KEYBEARER_HOME, env, platform),
    env,
    platform,
    surface: 'window',
  };
  return {
    source: vaultSource(settings),
    clipboard: clipboardOf(env, platform, keeper),
    clipboardHints: true,
    version: KEYBEARER_VERSION,
    platform,
    reportDefect: (caught) => {
      process.stderr.write(`keybearer: error: a defect in Keybearer, at: ${defectPlace(caught)}\n`);
    },
  };
}

function clipboardOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, keeper: string): Clipboard | undefined {
  try {
    return composeClipboard({ env, platform, keeper });
  } catch (caught) {
    if (isKeybearerError(caught, 'clipboard-unavailable')) return undefined;
    throw caught;
  }
}
