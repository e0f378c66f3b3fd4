import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalBytes, literalText } from '../../../../electron/delivery/quoting/literal.ts';
import { keyName } from '../../../support/format-cases.ts';

/** What Python makes of literals: each as the numbers of its characters. */
function pythonReads(literals: readonly string[]): string[] {
  const program = 'import ast, json, sys\nprint(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))';
  return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(literals), encoding: 'utf8' }));
}

const javascriptReads = (literals: readonly string[]): string[] =>
  literals.map((text) => new Function(`'use strict'; return ${text};`)());

describe.each([
  ['JavaScript', javascriptReads],
  ['Python', pythonReads],
])('a literal in %s', (_language, reads) => {
  it('is each byte', () => {
    const bytes = [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from(`'"\\n\\x41\\`)];
    const texts = bytes.map((each) => each.toString('latin1'));
    expect(reads(bytes.map((each) => `'${literalBytes(each)}'`))).toEqual(texts);
  });

  it('is the name of any key', () => {
    const names = fc.array(keyName, { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(names, (each) => void expect(reads(each.map(literalText))).toEqual(each)),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
