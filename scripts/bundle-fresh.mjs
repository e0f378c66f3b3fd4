/** Is what is built newer than all that it is made from? */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'electron',
  'renderer',
  'shared',
  'vite.cli.config.ts',
  'vite.renderer.config.ts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * @param {string} root
 * @param {string} bundle
 */
export function bundleIsFresh(root, bundle) {
  const built = statSync(bundle, { throwIfNoEntry: false });
  return built !== undefined && sources.every((source) => newestChange(join(root, source)) < built.mtimeMs);
}

/** Folders count too: their time tells that a file was removed. */
function newestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs);
}
