/** What a shell would find. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} program
 * @returns {string | undefined} The first file of that name on the PATH.
 */
export function findOnPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}
