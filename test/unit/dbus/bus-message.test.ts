import wire from 'dbus-native/lib/message.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCall, takeMessage } from '../../../electron/dbus/bus-message.ts';
import { runSeed } from '../../support/seeded-random.ts';

const call = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
};
const reply = (signature: string, body: unknown[]) =>
  wire.marshall({ type: 2, serial: 3, replySerial: 0xfffffffe, sender: ':1.3', signature, body });

/** A reply whose body was not written by its signature. */
function withSignature(signature: string, body: Buffer): Buffer {
  const empty = wire.marshall({ type: 2, serial: 3, signature });
  empty.writeUInt32LE(body.length, 4);
  return Buffer.concat([empty, body]);
}

describe('encodeCall', () => {
  it('writes a method call that a peer reads, with and without starting the service', () => {
    const bytes = encodeCall({ ...call, signature: 's', body: ['default'] }, 0xfffffffe, false);
    const expected = { ...call, type: 1, flags: 2, serial: 0xfffffffe, signature: 's', body: ['default'] };
    expect(wire.unmarshall(bytes)).toEqual(expected);
    expect(wire.unmarshall(encodeCall(call, 1, true))).toMatchObject({ flags: 0, serial: 1 });
  });

  it('refuses a body that does not fit its signature', () => {
    for (const [signature, body] of [
      ['s', [1]],
      ['ao', ['/path']],
      ['!', ['x']],
    ] as const)
      expect(() => encodeCall({ ...call, signature, body }, 1, false), signature).toThrow();
  });
});

describe('takeMessage', () => {
  it('reads a variant as its value and an error by its name', () => {
    expect(takeMessage(reply('v', [['b', true]]))?.message.body).toEqual([true]);
    const error = { type: 3, serial: 1, replySerial: 2, errorName: 'org.example.Error', signature: 's', body: ['why'] };
    const { type, replySerial, errorName, body } = error;
    expect(takeMessage(wire.marshall(error))?.message).toEqual({ type, replySerial, errorName, body });
  });

  it('reads the other byte order', () => {
    // A signal of interface "a" and member "b" at "/", whose body is a true; by hand, from the specification.
    const header = '42040001000000040000000100000032';
    const path = '01016f00000000012f00000000000000';
    const interfaceField = '02017300000000016100000000000000';
    const signature = '0801670001620000';
    const member = '03017300000000016200';
    const bytes = Buffer.from(`${header}${path}${interfaceField}${signature}${member}${'00'.repeat(6)}00000001`, 'hex');
    expect(takeMessage(bytes)?.message).toMatchObject({
      type: 4,
      path: '/',
      interface: 'a',
      member: 'b',
      body: [true],
    });
  });

  it('waits for a message that has not arrived whole, and leaves what follows it', () => {
    const bytes = reply('s', ['one']);
    for (let length = 0; length < bytes.length; length += 1)
      expect(takeMessage(bytes.subarray(0, length))).toBeUndefined();
    const taken = takeMessage(Buffer.concat([bytes, reply('s', ['two'])]));
    expect(taken?.message.body).toEqual(['one']);
    expect(takeMessage(taken?.rest ?? Buffer.alloc(0))?.message.body).toEqual(['two']);
  });

  it('refuses more than 1 MiB before it has arrived', () => {
    for (const lengthAt of [4, 12]) {
      const bytes = reply('s', ['x']);
      bytes.writeUInt32LE(0xffffffff, lengthAt);
      expect(() => takeMessage(bytes)).toThrow(RangeError);
    }
  });

  it.each([
    'a()',
    'a(())',
    'ar',
    'a{}',
    'a{s}',
    'a{sss}',
    'a{vs}',
    '{ss}',
    '()',
    'm',
    `${'a'.repeat(9)}y`,
    '((((((((y))))))))',
  ])('refuses the unlawful signature %s, in the header and in a variant, before it reads by it', (signature) => {
    // As the length of an array: of elements that take no bytes there would be no end.
    const body = Buffer.from([8, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(() => takeMessage(withSignature(signature, body))).toThrow('unlawful');
    const variant = Buffer.from([signature.length, ...Buffer.from(signature), 0]);
    const padding = Buffer.alloc((8 - (variant.length % 8)) % 8);
    expect(() => takeMessage(withSignature('v', Buffer.concat([variant, padding, body])))).toThrow('unlawful');
  });

  it('refuses a signature of more than 255 bytes, which only a string can be', () => {
    const bytes = wire.marshall({ type: 2, serial: 1, errorName: 'y'.repeat(256) });
    // The field of code 4, the error's name, becomes the one of code 8.
    bytes[bytes.indexOf(Buffer.from([4, 1, 0x73]))] = 8;
    bytes.writeUInt32LE(256, 4);
    expect(() => takeMessage(Buffer.concat([bytes, Buffer.alloc(256)]))).toThrow('256 bytes');
  });

  it('refuses variants in variants without end', () => {
    const nested = Buffer.from('017600'.repeat(1000), 'hex');
    expect(() => takeMessage(withSignature('v', nested))).toThrow(RangeError);
  });

  it('refuses a path that is no string', () => {
    const bytes = reply('s', ['x']);
    bytes[bytes.indexOf(Buffer.from([5, 1, 0x75]))] = 1;
    expect(() => takeMessage(bytes)).toThrow(TypeError);
  });

  it('gives a message or an Error for any bytes, and never hangs', () => {
    const valid = reply('bva{sv}', [false, ['as', ['a']], [['k', ['s', 'v']]]]);
    const altered = fc
      .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = Buffer.from(valid);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const seed = runSeed();
    process.stdout.write(`bus-message.test.ts: FAULT_SEED=${seed}\n`); // should it end the process
    const random = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(altered, random), (bytes) => {
        try {
          takeMessage(bytes);
        } catch (caught) {
          expect(caught).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 5000, seed },
    );
  });
});
