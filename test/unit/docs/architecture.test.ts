import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** Every folder and file that the tree names: one place a line, or several beside each other. */
function namedInTree(tree: string): string[] {
  const named: string[] = [];
  const above: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent, places] =
      /^((?: {2})*)((?:[\w*.-]+(?:\/|\.\w+) )*[\w*.-]+(?:\/|\.\w+))(?: {2,}|$)/.exec(line) ?? [];
    if (indent === undefined || places === undefined) continue;
    above.length = indent.length / 2;
    const paths = places.split(' ').map((place) => [...above, place.replace(/\/$/, '')].join('/'));
    above.push(places.split(' ')[0]!.replace(/\/$/, ''));
    named.push(...paths);
  }
  return named;
}

const named = namedInTree(text.split('```')[1]!).filter((path) => !path.includes('*'));

describe('the tree in docs/architecture.md', () => {
  it.each(['electron', 'renderer', 'shared', 'test', 'scripts'])('names every folder of %s', (folder) => {
    const folders = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const missing = folders.map(({ name }) => `${folder}/${name}`).filter((path) => !named.includes(path));
    expect(missing).toEqual([]);
  });

  it('names nothing that is not there', () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
