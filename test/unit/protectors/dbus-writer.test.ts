import message from 'dbus-native/lib/message.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BusCall, encodeCall } from '../../../electron/protectors/dbus-writer.ts';

const call: BusCall = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
};
const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((each) => each.replaceAll('\0', ''));
const path = fc
  .array(fc.stringMatching(/^[A-Za-z0-9_]{1,20}$/), { maxLength: 5 })
  .map((names) => `/${names.join('/')}`);
const dictionary = fc.dictionary(fc.stringMatching(/^[a-z:]{1,20}$/), text, { noNullPrototype: true });

/** What dbus-native, as a peer, reads in our bytes. */
function readByPeer(signature: string, body: unknown[]): unknown {
  return message.unmarshall(encodeCall({ ...call, signature, body }, 7, true)).body;
}

describe('encodeCall', () => {
  it('writes the header that dbus-native reads', () => {
    expect(message.unmarshall(encodeCall(call, 0xfffffffe, false))).toEqual({
      ...call,
      type: 1,
      flags: 2,
      serial: 0xfffffffe,
    });
    expect(message.unmarshall(encodeCall(call, 1, true)).flags).toBe(0);
  });

  it('writes the bodies that dbus-native reads', () => {
    fc.assert(
      fc.property(text, text, fc.array(path), dictionary, (one, two, paths, attributes) => {
        expect(readByPeer('ss', [one, two])).toEqual([one, two]);
        expect(readByPeer('sao', [one, paths])).toEqual([one, paths]);
        expect(readByPeer('a{ss}', [Object.entries(attributes)])).toEqual([attributes]);
      }),
    );
  });

  it('refuses a body that does not fit its signature', () => {
    for (const [signature, body] of [
      ['s', []],
      ['', ['more']],
      ['s', [1]],
      ['ao', ['/path']],
      ['u', [1]],
      ['a', [[]]],
      ['(s', [['open']]],
      ['!', ['x']],
    ] as const)
      expect(() => encodeCall({ ...call, signature, body }, 1, false), signature).toThrow(RangeError);
  });
});
