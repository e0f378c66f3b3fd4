import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, table } from '../../../electron/cli/table.ts';

interface Row {
  readonly name: string;
  readonly note: string;
}
const columns = [
  { title: 'NAME', text: (row: Row) => row.name, always: true },
  { title: 'NOTE', text: (row: Row) => row.note },
];

describe('table', () => {
  it('lines up columns and leaves out those that say nothing', () => {
    expect(
      table(
        columns,
        [
          { name: 'a', note: 'x' },
          { name: 'long', note: '' },
        ],
        80,
        false,
      ),
    ).toBe('NAME  NOTE\na     x\nlong\n');
    expect(table(columns, [{ name: 'a', note: '' }], 80, false)).toBe('NAME\na\n');
  });

  it('gives wide characters two columns', () => {
    expect(
      table(
        columns,
        [
          { name: '🔑', note: 'x' },
          { name: 'abcd', note: 'y' },
        ],
        80,
        false,
      ),
    ).toBe('NAME  NOTE\n🔑    x\nabcd  y\n');
    expect(displayWidth('e\u0301')).toBe(1);
  });

  it('keeps to any width of 40 columns and up', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 130 }).map((each) => each.replaceAll(/\s/g, ' '));
    const rows = fc.array(fc.record({ name: text, note: text }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (all, width) => {
        const lines = table(columns, all, width, false).trimEnd().split('\n');
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
