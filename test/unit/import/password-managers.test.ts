import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readBitwarden } from '../../../electron/import/bitwarden.ts';
import { readOnePux } from '../../../electron/import/onepux.ts';
import { readPassEntry } from '../../../electron/import/pass-entry.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const malformed = (reason: string) => failure('source-malformed', { reason });
const deep = Buffer.from(`{"encrypted":false,"items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);

describe('readBitwarden', () => {
  it('reads logins, hidden fields, SSH keys and folders, and leaves out what was deleted', () => {
    const contents = readBitwarden(
      json({
        encrypted: false,
        folders: [{ id: 'f', name: 'Work' }],
        items: [
          {
            type: 1,
            name: 'API',
            notes: 'n',
            folderId: 'f',
            fields: [
              { name: 'token', value: 't', type: 1 },
              { name: 'plain', value: 'p', type: 0 },
            ],
            login: { username: 'me', password: 'pw', uris: [{ match: null, uri: 'https://a.example' }] },
          },
          { type: 5, name: 'SSH', sshKey: { privateKey: 'pem' } },
          { type: 1, name: 'Gone', deletedDate: '2026-01-01', login: { password: 'x' } },
        ],
      }),
    );
    expect(contents.items).toMatchObject([
      {
        nature: 'entry',
        title: 'API',
        account: 'me',
        url: 'https://a.example',
        notes: 'n',
        tags: ['Work'],
        fields: [
          { label: '', value: 'pw' },
          { label: 'token', value: 't' },
        ],
      },
      { title: 'SSH', fields: [{ label: '', value: 'pem' }] },
    ]);
    expect(contents.leftOut).toEqual([{ title: 'Gone', line: null, reason: 'archived' }]);
  });

  it.each([
    ['with a password', { encrypted: true, passwordProtected: true, data: 'x' }],
    ["with an account's key", { encrypted: true, items: [] }],
  ])('tells an export that is encrypted %s by an error of its own', (_what, value) => {
    expect(() => readBitwarden(json(value))).toThrow(failure('source-encrypted'));
  });

  it.each([
    ['no JSON', Buffer.from('{"items": [}'), 'json'],
    ['other JSON', json({ items: [{ type: 'x' }] }), 'fields'],
    ['a hundred thousand levels', deep, 'fields'],
  ])('refuses %s', (_what, bytes, reason) => {
    expect(() => readBitwarden(bytes)).toThrow(malformed(reason));
  });

  it('does not quote the text in its error', () => {
    const quoting = expect.objectContaining({ cause: expect.anything() });
    expect(() => readBitwarden(Buffer.from('{"items": hunter2'))).not.toThrow(quoting);
    expect(() => readBitwarden(Buffer.from('{"items": hunter2'))).toThrow(malformed('json'));
  });
});

describe('readOnePux', () => {
  const item = (over: object) => ({ state: 'active', details: {}, overview: { title: 'T' }, ...over });
  const exportOf = (items: unknown[]) =>
    JSON.stringify({ accounts: [{ vaults: [{ attrs: { name: 'Dev' }, items }] }] });
  const pux = (data: string, others: Record<string, Uint8Array> = {}) =>
    Buffer.from(zipSync({ ...others, 'export.data': strToU8(data) }));

  it('reads logins, API credentials and concealed fields, and leaves the archive out', async () => {
    const credential = {
      categoryUuid: '112',
      details: {
        sections: [
          {
            fields: [
              { id: 'username', title: 'user', value: { string: 'bot' } },
              { id: 'credential', title: 'credential', value: { concealed: 's1' } },
              { id: 'hostname', title: 'host', value: { string: 'https://api.example' } },
              { id: 'expires', title: 'expires', value: { date: 1_900_000_000 } },
            ],
          },
        ],
      },
      overview: { title: 'Acme', tags: ['x'] },
    };
    const login = {
      details: {
        notesPlain: 'n',
        loginFields: [
          { value: 'me', designation: 'username' },
          { value: 'pw', designation: 'password' },
        ],
        sections: [{ fields: [{ id: 'a', title: 'token', value: { concealed: 't' } }] }],
      },
      overview: { title: 'Shop', url: 'https://shop.example' },
    };
    const data = exportOf([item(credential), item(login), item({ state: 'archived', overview: { title: 'Old' } })]);
    const { items, leftOut } = await readOnePux(pux(data));
    expect(items).toMatchObject([
      {
        title: 'Acme',
        marked: true,
        account: 'bot',
        url: 'https://api.example',
        expires: 1_900_000_000_000,
        tags: ['x', 'Dev'],
        fields: [{ value: '' }, { label: '', value: 's1' }],
      },
      {
        title: 'Shop',
        marked: false,
        account: 'me',
        notes: 'n',
        fields: [
          { label: '', value: 'pw' },
          { label: 'token', value: 't' },
        ],
      },
    ]);
    expect(leftOut).toEqual([{ title: 'Old', line: null, reason: 'archived' }]);
  });

  it('looks at export.data alone, whatever the other entries are called', async () => {
    const odd = { '../../evil': strToU8('x'), '/etc/passwd': strToU8('x'), 'a\u0000b': strToU8('x') };
    const { items } = await readOnePux(pux(exportOf([item({})]), odd));
    expect(items.length).toBe(1);
  });

  it.each([
    ['no zip', Buffer.from('PK\x03\x04 and then nothing'), 'zip'],
    ['a zip cut in half', pux(exportOf([item({})])).subarray(0, 60), 'zip'],
    ['a zip without it', Buffer.from(zipSync({ a: strToU8('x') })), 'no-export-data'],
    ['a bomb', pux('0'.repeat(limits.importTextMaxBytes + 1)), 'no-export-data'],
    ['other JSON', pux('{"accounts":[{}]}'), 'fields'],
    ['a hundred thousand levels', pux(`{"accounts":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'fields'],
  ])('refuses %s', async (_what, bytes, reason) => {
    await expect(readOnePux(bytes)).rejects.toThrow(malformed(reason));
  });

  it('gives a bomb that lies about its size no more room than it says', async () => {
    const bomb = pux('0'.repeat(5_000_000));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(5_000_000);
    const lie = Buffer.from([10, 0, 0, 0]);
    for (let at = bomb.indexOf(size); at !== -1; at = bomb.indexOf(size, at + 1)) lie.copy(bomb, at);
    await expect(readOnePux(bomb)).rejects.toThrow(failure('source-malformed'));
  });
});

describe('readPassEntry', () => {
  it('takes the first line for the secret, and reads the lines below it', () => {
    const text = 'pw\nuser: me\nurl: https://a.example\nexpires: 2027-03-01\napi token: t-2\nregion: eu\nfree text\n';
    expect(readPassEntry('work/acme', Buffer.from(text))).toEqual({
      nature: 'entry',
      title: 'work/acme',
      line: null,
      account: 'me',
      url: 'https://a.example',
      expires: '2027-03-01',
      tags: ['work'],
      notes: 'region: eu\nfree text',
      fields: [
        { label: '', value: 'pw' },
        { label: 'api token', value: 't-2' },
      ],
    });
  });

  it('keeps a private key whole, and out of the notes', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n';
    expect(readPassEntry('deploy', Buffer.from(key))).toEqual({
      nature: 'entry',
      title: 'deploy',
      line: null,
      tags: [],
      fields: [{ label: '', value: key }],
    });
  });

  it('takes an empty entry for one without a secret', () => {
    expect(readPassEntry('x', Buffer.from(''))).toMatchObject({ notes: undefined, fields: [{ label: '', value: '' }] });
  });
});
