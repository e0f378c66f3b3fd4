import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, githubChecksum, hasGithubChecksum } from '../../../../shared/recognise/checksum.ts';

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

  it('finds each single wrong character', () => {
    const body = 'abcdefghijKLMNOPQRST0123456789';
    const token = `ghp_${body}${githubChecksum(body)}`;
    expect(hasGithubChecksum(token)).toBe(true);
    for (let at = 4; at < token.length; at++) {
      const other = token[at] === 'x' ? 'y' : 'x';
      expect(hasGithubChecksum(token.slice(0, at) + other + token.slice(at + 1))).toBe(false);
    }
  });
});
