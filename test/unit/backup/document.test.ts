/** A backup's document, written and read: docs/backup-format.md. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBackup } from '../../../electron/backup/decode.ts';
import { encodeBackup } from '../../../electron/backup/encode.ts';
import { type Json, jsonBytes } from '../../../electron/backup/json-bytes.ts';
import { failure } from '../../support/failure.ts';
import { anyKeys, readable, wholeKey } from '../../support/whole-keys.ts';

const now = Date.UTC(2026, 2, 1, 12);

/** A document of one key, with changes. */
function documentWith(changes: object, ofKey: object = {}): Buffer {
  const document = JSON.parse(encodeBackup([wholeKey('one')], now).toString());
  return Buffer.from(JSON.stringify({ ...document, keys: [{ ...document.keys[0], ...ofKey }], ...changes }));
}

function reading(bytes: Buffer) {
  return () => decodeBackup(bytes);
}

describe('jsonBytes', () => {
  it('is JSON that reads as what was written, with buffers as text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const written = jsonBytes({ value: value as Json, text: Buffer.from(text) });
        expect(JSON.parse(written.toString())).toEqual(JSON.parse(JSON.stringify({ value, text })));
      }),
    );
  });

  it('leaves the buffers that it is given alone', () => {
    const secret = Buffer.from('a "secret"');
    jsonBytes({ secret });
    expect(secret.toString()).toBe('a "secret"');
  });
});

describe('decodeBackup', () => {
  it('answers what encodeBackup was given', () => {
    fc.assert(
      fc.property(anyKeys, (keys) => {
        expect(decodeBackup(encodeBackup(keys, now)).map(readable)).toEqual(keys.map(readable));
      }),
    );
  });

  it('puts fields, headers and origins into their one form, as add does', () => {
    const ofKey = { tags: ['b', 'a', 'b'], origins: ['https://API.Example:443/'], headers: ['X-A:   {secret}'] };
    const [key] = decodeBackup(documentWith({}, ofKey));
    expect(key?.record).toMatchObject({
      tags: ['a', 'b'],
      policy: { origins: ['https://api.example'], headers: ['X-A: {secret}'] },
    });
  });

  it('takes instants with any offset, a byte order mark and Windows line ends', () => {
    const text = JSON.stringify(
      JSON.parse(documentWith({}, { createdAt: '2026-03-01T13:00:00+01:00' }).toString()),
      null,
      2,
    );
    const [key] = decodeBackup(Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`));
    expect(key?.record.createdAt).toBe(now);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'sk_live_abc'],
    ['a list', '[]'],
    ['JSON of somebody else', '{"format":"other","version":1}'],
    ['JSON without a version', '{"format":"keybearer-backup"}'],
  ])('refuses %s as no backup', (_what, text) => {
    expect(reading(Buffer.from(text))).toThrow(failure('not-a-backup'));
  });

  it('refuses a newer version, whatever else is in it', () => {
    const newer = documentWith({ version: 2, more: true });
    expect(reading(newer)).toThrow(failure('backup-from-newer-version', { version: 2 }));
  });

  it.each<[string, object, object, string, string]>([
    ['an unknown member', { more: 1 }, {}, 'form', ''],
    ['an unknown member of a key', {}, { more: 1 }, 'form', 'keys.0'],
    ['a date that does not exist', {}, { createdAt: '2026-02-30T00:00:00Z' }, 'form', 'keys.0.createdAt'],
    ['a date before 1970', {}, { createdAt: '1969-12-31T00:00:00Z' }, 'form', 'keys.0.createdAt'],
    ['a number for a secret', {}, { secret: { secret: 5 } }, 'form', 'keys.0.secret'],
    ['an id that is none', {}, { id: '../../x' }, 'form', 'keys.0.id'],
  ])('refuses %s', (_what, changes, ofKey, reason, member) => {
    expect(reading(documentWith(changes, ofKey))).toThrow(failure('backup-invalid', { reason, member }));
  });

  it.each<[string, object, string]>([
    ['a name with a line break', { name: 'a\nb' }, 'name-invalid'],
    ['a name that turns the text around', { name: 'a\u202eb' }, 'name-invalid'],
    ['a secret that fits no header', { secret: { secret: 'a\r\nX-Evil: 1' } }, 'secret-unfit'],
    ['an empty secret', { secret: { secret: '' } }, 'secret-unfit'],
    ['half a surrogate pair', { headers: [], secret: { secret: '\ud800' } }, 'secret-unfit'],
    ['no secret', { secret: {} }, 'secret-unfit'],
    ['a secret with a NUL', { headers: [], secret: { secret: 'a\0' } }, 'secret-unfit'],
    ['a secret over 64 KiB', { headers: [], secret: { secret: 'a'.repeat(65_537) } }, 'secret-unfit'],
    ['a part name that is none', { headers: [], secret: { 'a b': 'x' } }, 'secret-unfit'],
    ['"any host" as an origin', { origins: ['https://*.example'] }, 'origin-invalid'],
    ['an origin without TLS', { origins: ['http://api.example'] }, 'origin-invalid'],
    ['a header that steers the connection', { headers: ['Host: {secret}'] }, 'header-template-invalid'],
    ['a page that is no https page', { managementPage: 'javascript:alert(1)' }, 'invalid-input'],
    ['notes over their limit', { details: { notes: 'a'.repeat(32_769) } }, 'invalid-input'],
    ['renewal steps over their limit', { details: { renewal: 'a'.repeat(8193) } }, 'invalid-input'],
    ['a place that turns the text around', { details: { places: '~/a\n\u202eb' } }, 'invalid-input'],
    ['an empty line among places', { details: { places: '~/a\n\n~/b' } }, 'invalid-input'],
  ])('refuses %s as it would be refused when typed, and names the key', (_what, ofKey, why) => {
    expect(reading(documentWith({}, ofKey))).toThrow(failure('backup-key-unfit', { number: 1, why }));
  });

  it.each<[string, object, string]>([
    ['names that differ in case alone', { name: 'ONE', id: '00'.repeat(16) }, 'name-twice'],
    ['ids', { name: 'two' }, 'id-twice'],
  ])('refuses two keys with the same %s', (_what, ofSecond, reason) => {
    const [first] = JSON.parse(documentWith({}).toString()).keys;
    const both = documentWith({ keys: [first, { ...first, ...ofSecond }] });
    expect(reading(both)).toThrow(failure('backup-invalid', { reason }));
  });

  it.each([10, 100_000, 5_000_000])('refuses a nesting of %i at once', (depth) => {
    const nested = Buffer.from(`{"format":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(reading(nested)).toThrow(failure('backup-invalid', { reason: 'nesting' }));
  });

  it('does not take brackets in texts for nesting', () => {
    const [key] = decodeBackup(documentWith({}, { account: '[[[[[[[[[[{{{{{{"\\' }));
    expect(key?.record.account).toBe('[[[[[[[[[[{{{{{{"\\');
  });

  it('refuses what is not UTF-8', () => {
    const bytes = documentWith({}, { account: 'XX' });
    bytes[bytes.indexOf('XX')] = 0xff;
    expect(reading(bytes)).toThrow(failure('backup-invalid', { reason: 'not-utf8' }));
  });

  it('says nothing of the text in its errors, nor in their causes', () => {
    const read = reading(Buffer.from('{"format": "keybearer-backup", sk_live_abc'));
    expect(read).toThrow(failure('not-a-backup'));
    expect(read).not.toThrow(expect.objectContaining({ cause: expect.anything() }));
  });
});

describe('encodeBackup', () => {
  it('refuses more than is read again', () => {
    const keys = Array.from({ length: 520 }, (_, at) => wholeKey(`key ${at}`, 'x'.repeat(65_000)));
    expect(() => encodeBackup(keys, now)).toThrow(failure('backup-too-large'));
  });
});
