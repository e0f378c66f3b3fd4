import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HmacSession, messageHmac, withoutTrailingZeros } from '../../../electron/tpm2/session.ts';
import { sized, u8, u32 } from '../../../electron/tpm2/wire.ts';
import { tpm2Failure } from '../../support/failure.ts';

const run = (from: number, bytes = 32) => Buffer.from(Array.from({ length: bytes }, (_, at) => from + at));
const salt = run(0x00);
const nonceTpm = run(0x40);
const nonceCaller = run(0x80);
const name = Buffer.concat([Buffer.from('000b', 'hex'), run(0xc0)]);
const unseal = { code: 0x015e, names: [name], parameters: Buffer.alloc(0) };

describe('messageHmac', () => {
  it('is what Python computes for an Unseal with a PIN (hashlib and hmac; the specification has no vector)', () => {
    const commandHash = Buffer.from('43a999d9046b95da2776d0c5f170902784616725c9969aa7ddea3fe0176d959e', 'hex');
    expect(createHash('sha256').update(u32(unseal.code)).update(name).digest()).toEqual(commandHash);
    const value = Buffer.concat([run(0x00), Buffer.from('a pin')]);
    const hmac = messageHmac(value, commandHash, { newer: nonceCaller, older: nonceTpm }, 0x41);
    expect(hmac.toString('hex')).toBe('9f9303f4b23233755938a7e9d6246c493bca902ec71190ba6710e0d3478e7b27');
  });
});

describe('withoutTrailingZeros', () => {
  it('leaves out what the TPM leaves out', () => {
    expect(withoutTrailingZeros(Buffer.from('0100020000', 'hex')).toString('hex')).toBe('010002');
    expect(withoutTrailingZeros(Buffer.alloc(32))).toHaveLength(0);
    expect(withoutTrailingZeros(Buffer.alloc(0))).toHaveLength(0);
  });
});

describe('HmacSession', () => {
  /** The session key for that salt and those nonces: OpenSSL's, from kdf.test.ts. */
  const key = Buffer.from('4cfbf4144b94620cadfb0b65f86d9772cd5c3fd3adb70f6cdf5ac455e51b0485', 'hex');
  const session = () => new HmacSession(0x02000000, salt, nonceCaller, nonceTpm);

  it('authorizes with an HMAC over the command, both nonces and the attributes', () => {
    const { area } = session()
      .use({ authValue: Buffer.from('a pin\0'), hideAnswer: true })
      .authorize(unseal);
    const nonce = area.subarray(6, 38);
    const commandHash = createHash('sha256').update(u32(unseal.code)).update(name).digest();
    const value = Buffer.concat([key, Buffer.from('a pin')]);
    const hmac = messageHmac(value, commandHash, { newer: nonce, older: nonceTpm }, 0x41);
    expect(area).toEqual(Buffer.concat([u32(0x02000000), sized(nonce), u8(0x41), sized(hmac)]));
  });

  it('takes a new nonce for every command', () => {
    const one = session();
    expect(one.use().authorize(unseal).area).not.toEqual(one.use().authorize(unseal).area);
  });

  it('refuses every answer that was altered, in any byte, and the flag that hides it taken off (T3)', () => {
    const authorization = session().use({ hideAnswer: true });
    const nonce = authorization.authorize(unseal).area.subarray(6, 38);
    const answered = run(0x60);
    const parameters = sized(Buffer.from('hidden'));
    const area = (attributes: number) => {
      const hash = createHash('sha256').update(u32(0)).update(u32(unseal.code)).update(parameters).digest();
      const hmac = messageHmac(key, hash, { newer: answered, older: nonce }, attributes);
      return Buffer.concat([sized(answered), u8(attributes), sized(hmac)]);
    };
    for (let at = 0; at < parameters.length; at += 1)
      expect(() => authorization.accept(unseal, flipped(parameters, at), area(0x41))).toThrow(tpm2Failure());
    for (let at = 0; at < area(0x41).length; at += 1)
      expect(() => authorization.accept(unseal, parameters, flipped(area(0x41), at))).toThrow(tpm2Failure());
    expect(() => authorization.accept(unseal, parameters, area(0x01))).toThrow(tpm2Failure('altered-answer'));
    expect(() => authorization.accept(unseal, parameters, Buffer.alloc(0))).toThrow(tpm2Failure('malformed-answer'));
    expect(authorization.accept(unseal, parameters, area(0x41))).toHaveLength(parameters.length);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x40, at);
  return copy;
}
