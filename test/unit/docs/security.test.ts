import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const document = readFileSync(join(root, 'docs/security.md'), 'utf8');
const statements = [...document.matchAll(/^\| ([A-Z]\d+[^|]*) \|/gm)].flatMap(([, list]) => numbersIn(list!));
const tests = globSync('test/**/*.test.ts', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));

/** `(K4)`, `(E2, E3, E6 to E10)`, `K4: ...`: what the names of tests cite. */
const cited = new Set(
  tests.flatMap((text) => [
    ...[...text.matchAll(/\(([A-Z]\d+(?:(?:, | and | to )[A-Z]\d+)*)\)/g)].flatMap(([, list]) => numbersIn(list!)),
    ...[...text.matchAll(/['"`]([A-Z]\d+): /g)].map(([, number]) => number!),
  ]),
);

function numbersIn(list: string): string[] {
  const ranges = [...list.matchAll(/([A-Z])(\d+)(?: to |-)[A-Z](\d+)/g)];
  const within = ranges.flatMap(([, letter, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${letter}${Number(from) + at}`),
  );
  return [...within, ...[...list.matchAll(/[A-Z]\d+/g)].map(([number]) => number)];
}

describe('docs/security.md', () => {
  it('states nothing that no test cites', () => {
    expect(statements.length).toBeGreaterThan(40);
    expect(statements.filter((number) => !cited.has(number))).toEqual([]);
  });

  it('states what tests cite', () => {
    const letters = new Set(statements.map((number) => number[0]));
    const numbers = [...cited].filter((number) => letters.has(number[0]));
    expect(numbers.filter((number) => !statements.includes(number))).toEqual([]);
  });
});
