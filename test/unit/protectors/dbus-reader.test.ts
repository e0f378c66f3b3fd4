import message from 'dbus-native/lib/message.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeMessage } from '../../../electron/protectors/dbus-reader.ts';

const completed = {
  type: 4,
  serial: 9,
  path: '/org/freedesktop/secrets/prompt/u1',
  interface: 'org.freedesktop.Secret.Prompt',
  member: 'Completed',
  sender: ':1.3',
};
const reply = (signature: string, body: unknown[]) =>
  message.marshall({ type: 2, serial: 3, replySerial: 0xfffffffe, sender: ':1.3', signature, body });
const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((each) => each.replaceAll('\0', ''));

describe('takeMessage', () => {
  it('reads the headers that dbus-native writes', () => {
    const { sender: _, serial: __, ...known } = completed;
    expect(takeMessage(message.marshall(completed))?.message).toEqual({ ...known, body: [] });
    const error = { type: 3, serial: 1, replySerial: 2, errorName: 'org.example.Error', signature: 's', body: ['why'] };
    expect(takeMessage(message.marshall(error))?.message).toMatchObject({
      type: 3,
      replySerial: 2,
      errorName: 'org.example.Error',
      body: ['why'],
    });
  });

  it('reads the bodies that dbus-native writes', () => {
    const body = (signature: string, values: unknown[]) => takeMessage(reply(signature, values))?.message.body;
    fc.assert(
      fc.property(text, fc.boolean(), fc.array(text), fc.nat(), (one, flag, many, number) => {
        expect(body('sb', [one, flag])).toEqual([one, flag]);
        expect(body('asu', [many, number])).toEqual([many, number]);
        expect(body('bv', [flag, ['as', many]])).toEqual([flag, many]);
        expect(body('a{ss}y', [many.map((each) => [each, one]), 7])).toEqual([many.map((each) => [each, one]), 7]);
        expect(body('y(sb)v', [1, [one, flag], ['b', flag]])).toEqual([1, [one, flag], flag]);
        // Skipped, but in step.
        expect(body('nxds', [-1, 5n, 0.5, one])).toEqual([undefined, undefined, undefined, one]);
      }),
    );
  });

  it('reads the other byte order', () => {
    // A signal of interface "a" and member "b" at "/", whose body is a true; by hand, from the specification.
    const header = '42040001000000040000000100000032';
    const path = '01016f00000000012f00000000000000';
    const interfaceField = '02017300000000016100000000000000';
    const signature = '0801670001620000';
    const member = '03017300000000016200';
    const bytes = Buffer.from(`${header}${path}${interfaceField}${signature}${member}${'00'.repeat(6)}00000001`, 'hex');
    expect(takeMessage(bytes)?.message).toEqual({ type: 4, path: '/', interface: 'a', member: 'b', body: [true] });
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
    const bytes = reply('s', ['x']);
    bytes.writeUInt32LE(0xffffffff, 4);
    expect(() => takeMessage(bytes)).toThrow(RangeError);
    const fields = reply('s', ['x']);
    fields.writeUInt32LE(0xffffffff, 12);
    expect(() => takeMessage(fields)).toThrow(RangeError);
  });

  it('refuses a value that is longer than its message', () => {
    for (const [signature, value] of [
      ['s', 'text'],
      ['as', ['text']],
    ] as const) {
      const bytes = reply(signature, [value]);
      bytes.writeUInt32LE(bytes.readUInt32LE(4) + 1, bytes.length - bytes.readUInt32LE(4));
      expect(() => takeMessage(Buffer.concat([bytes, Buffer.alloc(100)])), signature).toThrow(RangeError);
    }
  });

  it('gives a message or a RangeError for any bytes, and never hangs', () => {
    const valid = message.marshall({
      ...completed,
      signature: 'bva{sv}',
      body: [false, ['as', ['a']], [['k', ['s', 'v']]]],
    });
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
          expect(caught).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('refuses variants nested a hundred thousand deep', () => {
    const depth = 100_000;
    const nested = Buffer.concat([
      ...Array.from({ length: depth }, () => Buffer.from('\x01v\0')),
      Buffer.from('\x01y\0\x05'),
    ]);
    const bytes = Buffer.concat([reply('v', [['y', 1]]).subarray(0, -4), nested]);
    bytes.writeUInt32LE(nested.length, 4);
    expect(() => takeMessage(bytes)).toThrow(RangeError);
  });
});
