/** The command that a scheduler runs: the launcher, which cleans the environment, or Node and the bundle as they run now. */
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface OwnCommandParts {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly userHome: string;
  readonly node: string;
  readonly bundle: string;
  /** The vault file. */
  readonly vaultPath: string;
}

/** @returns absolute words. The vault's folder is always named: a scheduler's environment is not this one. */
export function ownCommand(parts: OwnCommandParts): string[] {
  const launcher = launcherPath(parts);
  const start = startsBundle(launcher, parts.bundle)
    ? [launcher]
    : [parts.node, '--disable-warning=ExperimentalWarning', parts.bundle];
  return [...start, '--home', dirname(parts.vaultPath), 'remind'];
}

// Where "npm start -- --launcher" puts it.
function launcherPath({ platform, env, userHome }: OwnCommandParts): string {
  if (platform !== 'win32') return join(userHome, '.local', 'bin', 'keybearer');
  return join(env.LOCALAPPDATA ?? join(userHome, 'AppData', 'Local'), 'keybearer', 'bin', 'keybearer.cmd');
}

/** Whether it is a launcher for this very bundle, and not another program of that name. */
function startsBundle(launcher: string, bundle: string): boolean {
  try {
    return lstatSync(launcher).isFile() && readFileSync(launcher, 'utf8').includes(bundle);
  } catch {
    return false;
  }
}
