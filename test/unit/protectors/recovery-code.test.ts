import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecoveryCode, newRecoveryCode, parseRecoveryCode } from '../../../electron/protectors/recovery-code.ts';

const codes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
const mistyped = expect.objectContaining({ code: 'recovery-code-mistyped' });

describe('formatRecoveryCode', () => {
  it('writes known codes', () => {
    // Computed apart from this code, with Python's hashlib and integers.
    expect(formatRecoveryCode(Buffer.alloc(16))).toBe('0000-0000-0000-0000-0000-0000-006X');
    expect(formatRecoveryCode(Buffer.alloc(16, 0xff))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZWBB');
    expect(formatRecoveryCode(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'))).toBe(
      '000G-40R4-0M30-E209-185G-R38E-1WQS',
    );
  });

  it('writes seven groups of four without the letters that are misread', () => {
    for (let i = 0; i < 100; i += 1)
      expect(formatRecoveryCode(newRecoveryCode())).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});

describe('parseRecoveryCode', () => {
  it('gives back what was formatted', () => {
    fc.assert(fc.property(codes, (code) => parseRecoveryCode(formatRecoveryCode(code)).equals(code)));
  });

  it('reads any case, spaces, dashes of any sort, O for 0, I and L for 1', () => {
    const sloppy = (text: string) => text.toLowerCase().replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'I');
    fc.assert(
      fc.property(codes, (code) => {
        const typed = ` ${sloppy(formatRecoveryCode(code)).replaceAll('-', ' – ').replace(' – ', '\t')}\n`;
        return parseRecoveryCode(typed).equals(code);
      }),
    );
  });

  it('finds nearly every single wrong character and every swap of neighbours', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let passed = 0;
    let tried = 0;
    for (let round = 0; round < 20; round += 1) {
      const right = formatRecoveryCode(randomBytes(16)).replaceAll('-', '');
      for (let at = 0; at < right.length; at += 1) {
        for (const wrong of alphabet.replace(right[at] ?? '', '')) {
          tried += 1;
          try {
            parseRecoveryCode(right.slice(0, at) + wrong + right.slice(at + 1));
            passed += 1;
          } catch (caught) {
            expect(caught).toEqual(mistyped);
          }
        }
      }
    }
    // One in 1,024 is expected: five times that would be no check worth the name.
    expect(passed / tried).toBeLessThan(5 / 1024);
  });

  it('refuses another length, another character and padding that is not zero', () => {
    const right = formatRecoveryCode(Buffer.alloc(16));
    const refused = [
      '',
      right.slice(1),
      `${right}0`,
      right.replace('0', 'U'),
      right.replace('0', 'é'),
      '🔑'.repeat(28),
    ];
    for (const typed of [...refused, right.replace('006X', '016X'), 'x'.repeat(1_000_000)])
      expect(() => parseRecoveryCode(typed), typed.slice(0, 40)).toThrow(mistyped);
  });

  it('never gives anything but 16 bytes or its own code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        try {
          return parseRecoveryCode(typed).length === 16;
        } catch (caught) {
          expect(caught).toEqual(mistyped);
          return true;
        }
      }),
    );
  });
});
