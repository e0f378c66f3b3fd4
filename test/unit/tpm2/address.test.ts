import { describe, expect, it } from 'vitest';
import { formatTpmAddress, parseTpmAddress } from '../../../electron/tpm2/address.ts';

describe('parseTpmAddress', () => {
  it.each([
    ['/dev/tpmrm0', { kind: 'device', path: '/dev/tpmrm0' }],
    ['swtpm:host=127.0.0.1,port=2321', { kind: 'tcp', host: '127.0.0.1', port: 2321 }],
    ['swtpm:host=::1,port=2321', { kind: 'tcp', host: '::1', port: 2321 }],
    ['swtpm:path=/run/a b,c.sock', { kind: 'unix', path: '/run/a b,c.sock' }],
  ])('reads %s, and formatTpmAddress writes it', (text, address) => {
    expect(parseTpmAddress(text)).toEqual(address);
    expect(formatTpmAddress(parseTpmAddress(text)!)).toBe(text);
  });

  it.each([
    '',
    'tpmrm0',
    '/etc/passwd',
    '/dev/../etc/passwd',
    'swtpm:',
    'swtpm:path=relative',
    'swtpm:path=/a\0b',
    'swtpm:host=h',
    'swtpm:host=h,port=0',
    'swtpm:host=h,port=65536',
    'swtpm:port=2321,host=h',
    'swtpm:host=,port=1',
    'device:/dev/tpm0',
  ])('refuses %j', (text) => {
    expect(parseTpmAddress(text)).toBeUndefined();
  });
});
