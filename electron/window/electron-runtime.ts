/** Finding Electron's runtime, which the `electron` package fetches by itself where its download host answers. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param root The folder that node_modules lies in.
 * @returns the program, or undefined where the runtime was not fetched.
 */
export function findElectron(root: string): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
