/** The Node that this project runs on: the `node` package's, whatever Node the machine has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './checkout.mjs';
import { capture } from './run.mjs';

const places = process.platform === 'win32' ? ['node/bin/node.exe'] : ['node/bin/node', '.bin/node'];

/**
 * @returns {Promise<string | null>} Its path; null where it is missing or does not start, as after a copy of node_modules
 *   from another system.
 */
export async function findProjectNode() {
  const path = places.map((place) => join(root, 'node_modules', place)).find((place) => existsSync(place));
  if (path === undefined) return null;
  const { code } = await capture(path, ['--version']).catch(() => ({ code: 1 }));
  return code === 0 ? path : null;
}
