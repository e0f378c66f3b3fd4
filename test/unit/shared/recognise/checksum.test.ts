import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloudflareChecksum, crc32, githubChecksum, hasRightChecksum } from '../../../../shared/recognise/checksum.ts';

describe('crc32', () => {
  it('answers the check value of the CRC catalogue', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('')).toBe(0);
  });

  it('answers what zlib does', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(fc.property(ascii, (text) => crc32(text) === zlibCrc32(text)));
  });
});

describe('githubChecksum', () => {
  it('fits the example that is published everywhere', () => {
    expect(githubChecksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
  });
});

describe('cloudflareChecksum', () => {
  it.each([
    ['abcdefghij'.repeat(4), 'bac731e0'],
    ['AaBbCcDdEeFfGgHhIiJj01234567890123456789', 'ad44b308'],
    ['made0up000000000000000000000000000000008', '002feeca'],
  ])("is what Python's zlib answers for %s, with zeros in front", (body, checksum) => {
    expect(cloudflareChecksum(body)).toBe(checksum);
  });
});

describe('hasRightChecksum', () => {
  const body = 'abcdefghijKLMNOPQRST0123456789';
  it.each([
    ['github', `ghp_${body}${githubChecksum(body)}`],
    ['cloudflare', `cfut_${body}ABCDEFGHIJ${cloudflareChecksum(`${body}ABCDEFGHIJ`)}`],
  ] as const)('finds each single wrong character in a token of %s', (kind, token) => {
    expect(hasRightChecksum(token, kind)).toBe(true);
    for (let at = token.indexOf('_') + 1; at < token.length; at++) {
      const other = token[at] === 'x' ? 'y' : 'x';
      expect(hasRightChecksum(token.slice(0, at) + other + token.slice(at + 1), kind)).toBe(false);
    }
  });
});
