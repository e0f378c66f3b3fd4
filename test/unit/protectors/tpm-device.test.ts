import { describe, expect, it } from 'vitest';
import { defaultTpmDevice, isTpmDevice, parseTpmDevice } from '../../../electron/protectors/tpm-device.ts';
import { failure } from '../../support/failure.ts';

describe('parseTpmDevice', () => {
  it('takes TPMs of this machine', () => {
    for (const device of [
      defaultTpmDevice,
      '/dev/tpm0',
      '/dev/tpmrm12',
      'swtpm:host=127.0.0.1,port=2321',
      'swtpm:host=localhost,port=2321',
      'swtpm:host=::1,port=2321',
      'swtpm:path=/run/user/1000/swtpm.sock',
    ])
      expect(isTpmDevice(device)).toBe(true);
    expect(defaultTpmDevice).toBe('/dev/tpmrm0');
  });

  it('refuses other files, other machines and what is none: the vault file may have been written by anybody', () => {
    for (const device of [
      '/dev/sda',
      '/dev/tpmrm0/../sda',
      '/dev/tpm',
      '/home/me/.bashrc',
      'swtpm:host=tpm.example.com,port=2321',
      'swtpm:host=127.0.0.1.example.com,port=2321',
      'swtpm:host=10.0.0.1,port=2321',
      `swtpm:path=/${'a'.repeat(300)}`,
      '',
    ])
      expect(() => parseTpmDevice(device)).toThrow(failure('invalid-input', { field: 'tpm-device' }));
  });
});
