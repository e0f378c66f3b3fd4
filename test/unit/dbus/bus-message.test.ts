import wire from 'dbus-native/lib/message.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCall, takeMessage } from '../../../electron/dbus/bus-message.ts';

const call = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
};
const reply = (signature: string, body: unknown[]) =>
  wire.marshall({ type: 2, serial: 3, replySerial: 0xfffffffe, sender: ':1.3', signature, body });

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
    expect(takeMessage(wire.marshall(error))?.message).toMatchObject({ ...error, serial: 1 });
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

  it('gives a message or an Error for any bytes, and never hangs', () => {
    const valid = reply('bva{sv}', [false, ['as', ['a']], [['k', ['s', 'v']]]]);
    const altered = fc
      .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = Buffer.from(valid);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const random = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(altered, random), (bytes) => {
        try {
          takeMessage(bytes);
        } catch (caught) {
          expect(caught).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
