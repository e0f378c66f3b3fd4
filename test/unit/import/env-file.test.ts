import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvFile } from '../../../electron/import/env-file.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const read = (text: string) => readEnvFile(Buffer.from(text));
const values = (text: string) =>
  Object.fromEntries(read(text).items.map((item) => [item.title, item.nature === 'variable' ? item.value : undefined]));

describe('readEnvFile', () => {
  it('reads what dotenv reads', () => {
    const text = [
      'A=1',
      'export B = two words # comment',
      "C='single $x # no comment'",
      'D="line\\nbreak"',
      'E="over',
      'two lines"',
      'F=`back "and" \'ticks\'`',
      'G=a#b',
      'H=',
      'I: yaml',
      'J="a\\"b"',
      'K="open',
      "L='x' # y",
      'M="x" y',
      'N.a-b=dotted',
      '# O=1',
      'P="a" b"',
    ].join('\n');
    expect(values(text)).toEqual(parse(text));
  });

  const word = fc.stringMatching(/^[a-zA-Z0-9 '"`#\\$=:.-]{0,12}$/);
  const value = fc.oneof(
    word,
    ...["'", '"', '`'].map((quote) => word.map((inner) => `${quote}${inner}${quote}`)),
    fc.tuple(word, word).map(([one, other]) => `"${one}\n${other}"`),
  );
  const line = fc
    .tuple(
      fc.constantFrom('', 'export ', '  '),
      fc.stringMatching(/^[A-Z][A-Z_0-9]{0,6}$/),
      fc.constantFrom('=', ' = ', ': '),
      value,
    )
    .map((pieces) => pieces.join(''));

  it('reads what dotenv reads, whatever the lines hold', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant('# comment'), fc.constant('')), { maxLength: 6 }), (lines) => {
        // A quote that one line leaves open takes others with it: there dotenv itself has two parsers that differ.
        const text = lines.filter((one) => isClosed(one)).join('\n');
        expect(values(text)).toEqual({ ...parse(text) });
      }),
      { numRuns: 3000 },
    );
  });

  it('reads a file of Windows with a byte order mark, and counts its lines', () => {
    const { items, leftOut } = read('\ufeffA=1\r\nB="x\r\ny"\r\nnot one\r\nC=3\r\n');
    expect(items.map(({ title, line }) => [title, line])).toEqual([
      ['A', 1],
      ['B', 2],
      ['C', 5],
    ]);
    expect(leftOut).toEqual([{ title: 'line 4', line: 4, reason: 'not-an-assignment' }]);
  });

  it('takes the last of several values of one name, and __proto__ as a name', () => {
    const { items } = read('A=1\nA=2\n__proto__=x\nconstructor=y');
    expect(items.map((item) => [item.title, item.nature === 'variable' && item.value])).toEqual([
      ['A', '2'],
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it.each([
    ['UTF-16', Buffer.from('A=1', 'utf16le'), 'nul'],
    ['Latin-1', Buffer.from('A=\xe4', 'latin1'), 'not-utf8'],
    ['a lone surrogate', Buffer.from('413da0800a'.replace('a080', 'eda080'), 'hex'), 'not-utf8'],
    ['a NUL byte', Buffer.from('A=\0'), 'nul'],
    ['too much', Buffer.alloc(limits.importTextMaxBytes + 1, 'a'), 'too-long'],
  ])('refuses %s', (_what, bytes, reason) => {
    expect(() => readEnvFile(bytes)).toThrow(failure('source-malformed', { reason }));
  });

  it.each([
    ['escaped quotes', `A="${'\\"'.repeat(2_000_000)}`],
    ['open quotes', 'A="x\n'.repeat(500_000)],
    ['blanks', `A=${' '.repeat(4_000_000)}`],
    ['blanks behind quotes', `A="${`\\"${' '.repeat(1000)}`.repeat(2000)}`],
    ['equal signs', '='.repeat(4_000_000)],
  ])('gets through megabytes of %s', (_what, text) => {
    expect(read(text).leftOut.length).toBeGreaterThanOrEqual(0);
  });
});

/** Whether the value's quote, if it begins with one, is closed by the last character. */
function isClosed(line: string): boolean {
  const [, rest = ''] = /^(?:export |\s)*\w+(?: = |=|: )([\s\S]*)$/.exec(line) ?? [];
  const text = rest.trim();
  return !/^['"`]/.test(text) || (text.length > 1 && text.endsWith(text[0]!) && !text.slice(1, -1).includes(text[0]!));
}
