import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readKdbx } from '../../../../electron/import/kdbx/kdbx.ts';
import { limits } from '../../../../shared/limits.ts';
import { failure } from '../../../support/failure.ts';
import { documentOf, entryXml } from '../../../support/kdbx-document.ts';
import { type KdbxPlan, writeKdbx } from '../../../support/kdbx-writer.ts';

const password = 'correct horse';
const read = (file: Buffer, typed = password) => readKdbx(file, Buffer.from(typed));
const write = (plan: Partial<KdbxPlan>) => writeKdbx({ password, xml: documentOf(entryXml()), ...plan });

describe('readKdbx', () => {
  it('reads a database that KeePassXC keeps behind Argon2d at its own costs', async () => {
    const fixture = readFileSync(new URL('../../../fixtures/import/argon2d.kdbx', import.meta.url));
    const { items } = await read(fixture, 'dbpw');
    expect(items).toMatchObject([{ title: 'CI token', account: 'octo', url: 'https://github.com' }]);
  });
});

describe('readKdbx, with a hostile file', () => {
  const gib = 2n ** 30n;

  it.each<[string, Partial<KdbxPlan>]>([
    ['64 GiB of memory', { claims: { M: 64n * gib } }],
    ['2^64 - 1 bytes of memory', { claims: { M: 2n ** 64n - 1n } }],
    ['a gigabyte again and again', { claims: { M: gib, I: 17n } }],
    ['2^63 passes', { claims: { I: 2n ** 63n } }],
    ['a thousand lanes', { claims: { P: 1000n } }],
    ['2^64 - 1 rounds of AES', { kdf: 'aes', claims: { R: 2n ** 64n - 1n } }],
  ])('refuses %s at once (K5)', async (_what, plan) => {
    await expect(read(await write(plan))).rejects.toThrow(failure('source-too-costly'));
  });

  it.each<[string, Partial<KdbxPlan>]>([
    ['no memory', { claims: { M: 0n } }],
    ['no pass', { claims: { I: 0n } }],
    ['no round', { kdf: 'aes', claims: { R: 0n } }],
  ])('refuses %s', async (_what, plan) => {
    await expect(read(await write(plan))).rejects.toThrow(failure('source-malformed', { reason: 'header' }));
  });

  it.each([
    [
      'entities of its own',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><KeePassFile>&b;</KeePassFile>',
      'xml',
    ],
    ['an entity that nobody knows', documentOf('&b;'), 'xml'],
    ['levels without end', documentOf('<Group>'.repeat(100_000)), 'xml'],
    ['XML that is cut', documentOf(entryXml()).slice(0, 300), 'xml'],
    ['no XML', 'hunter2', 'xml'],
    ['entries without end', documentOf('<Entry></Entry>'.repeat(limits.importItemsMax + 1)), 'too-many'],
  ])('refuses %s', async (_what, xml, reason) => {
    await expect(read(await write({ xml }))).rejects.toThrow(failure('source-malformed', { reason }));
  });

  it('refuses a bomb', async () => {
    const compressed = gzipSync(Buffer.alloc(limits.importFileMaxBytes + 1));
    await expect(read(await write({ compressed }))).rejects.toThrow(
      failure('source-malformed', { reason: 'too-long' }),
    );
  });

  it('refuses every other format of its family by name', async () => {
    const file = await write({});
    file.writeUInt16LE(3, 10);
    await expect(read(file)).rejects.toThrow(failure('source-unsupported', { reason: 'kdbx-version' }));
  });

  it('takes no byte that was altered, wherever it stands, and no file that is cut', async () => {
    const file = await write({});
    const codes = new Set(['source-malformed', 'source-unsupported', 'wrong-source-password', 'source-too-costly']);
    for (let at = 0; at < file.length; at++) {
      const altered = Buffer.from(file);
      altered[at]! ^= 1 << (at % 8);
      // Two bytes of the version's lower half are read by nobody, but the header's hash covers them.
      await expect(read(altered)).rejects.toSatisfy((caught: { code: string }) => codes.has(caught.code));
      await expect(read(file.subarray(0, at))).rejects.toSatisfy((caught: { code: string }) => codes.has(caught.code));
    }
  });

  it('takes a value of many kilobytes, text and all', async () => {
    const long = 'x'.repeat(200_000);
    const { items } = await read(await write({ xml: documentOf(entryXml({ secret: long, title: '😀 &amp; more' })) }));
    expect(items).toMatchObject([{ title: '😀 & more', fields: [{ value: long }, {}] }]);
  });
});
