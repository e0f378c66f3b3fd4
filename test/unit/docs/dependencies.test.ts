import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The names in the first cell of each row. What stands in brackets behind one is its name elsewhere. */
function listed(): string[] {
  const rows = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| (`.*?) \|/gm);
  return [...rows].flatMap(([, cell]) =>
    [...cell!.replace(/\(.*?\)/g, '').matchAll(/`(.*?)`/g)].map(([, name]) => name!),
  );
}

describe('docs/dependencies.md', () => {
  it('lists every package of package.json once, and no other', () => {
    expect(listed().sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});
