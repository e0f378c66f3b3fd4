/** PowerShell cannot be had on every machine: what its rules make of the text is worked out here, from about_Quoting_Rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  powershellBytes,
  powershellCommand,
  powershellText,
} from '../../../../electron/delivery/quoting/powershell.ts';
import { failure } from '../../../support/failure.ts';

/** Reads a sum of strings in single quotes and `[char]9`, as PowerShell does; null: it is something else. */
function read(source: string): string | null {
  const sum = source.startsWith('(') ? source.slice(1, -1) : source;
  const operand = /'((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)'|\[char\]9/uy;
  let value = '';
  for (;;) {
    const found = operand.exec(sum);
    if (found === null) return null;
    value += found[1] === undefined ? '\t' : found[1].replace(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1');
    if (operand.lastIndex === sum.length) return value;
    if (!source.startsWith('(') || !sum.startsWith(' + ', operand.lastIndex)) return null;
    operand.lastIndex += 3;
  }
}

const steering = fc.constantFrom(...`'"\`$()+{}@#&; \t[]char9`);

describe('powershellText', () => {
  it('is read as the text', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom(...'‘’‚‛“”\'"`$ '), fc.string({ unit: 'binary' })) });
    fc.assert(fc.property(text, (each) => read(powershellText(each)) === each));
  });
});

describe('powershellBytes', () => {
  it('is read as the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: steering }), (each) => {
        expect(read(powershellBytes(Buffer.from(each)).toString())).toBe(each);
      }),
    );
  });

  it('has no tab in it, which a terminal would take as a key', () => {
    expect(powershellBytes(Buffer.from('a\tb')).toString()).toBe("('a' + [char]9 + 'b')");
  });
});

describe('powershellCommand', () => {
  it('quotes "--", which a script on the PATH would not get otherwise', () => {
    expect(powershellCommand('header', '-x')).toBe("keybearer header '--' '-x'");
  });

  it.each(['a"b', 'a\\'])('refuses %s', (name) => {
    expect(() => powershellCommand('header', name)).toThrow(failure('invalid-input', { reason: 'powershell-name' }));
  });
});
