/** People type `~`, and no shell stands in between. */
import { homedir } from 'node:os';

export function homePath(path: string): string {
  return path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path;
}
