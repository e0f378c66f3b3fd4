import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readKdbx } from '../../../../electron/import/kdbx/kdbx.ts';
import { limits } from '../../../../shared/limits.ts';
import { failure } from '../../../support/failure.ts';
import { type KdbxPlan, writeKdbx } from '../../../support/kdbx-writer.ts';

const password = 'correct horse';
const read = (file: Buffer, typed = password) => readKdbx(file, Buffer.from(typed));
const write = (plan: Partial<KdbxPlan>) => writeKdbx({ password, xml: documentOf(entryXml()), ...plan });

function documentOf(content: string, meta = ''): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?><KeePassFile><Meta>${meta}</Meta><Root><Group>${uuid(1)}<Name>Root</Name>${content}</Group></Root></KeePassFile>`;
}

function entryXml({ title = 'API', secret = 's3cret', inside = '' } = {}): string {
  const string = (key: string, value: string) => `<String><Key>${key}</Key>${value}</String>`;
  const hidden = (value: string) => `<Value Protected="True">${value}</Value>`;
  const strings = [
    string('Title', `<Value>${title}</Value>`),
    string('UserName', '<Value>me</Value>'),
    string('Password', hidden(secret)),
    string('URL', '<Value>https://a.example</Value>'),
    string('Notes', '<Value>a &lt;note&gt;</Value>'),
    string('token', hidden('t-2')),
    string('plain', '<Value>p</Value>'),
  ];
  return `<Entry>${uuid(2)}${inside}${strings.join('')}</Entry>`;
}

function uuid(number: number): string {
  return `<UUID>${Buffer.alloc(16, number).toString('base64')}</UUID>`;
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-kdbx-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** KeePassXC's own program, with the database's password typed first. */
function keepassxc(args: readonly string[], typed: readonly string[] = [password]): string {
  const run = spawnSync('keepassxc-cli', args, { input: typed.map((line) => `${line}\n`).join(''), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`keepassxc-cli ${args[0]}: ${run.stderr}`);
  return run.stdout;
}

describe('readKdbx, with a database that KeePassXC wrote', () => {
  /** Custom data is what makes its command line write KDBX 4. */
  const customData = '<CustomData><Item><Key>a</Key><Value>b</Value></Item></CustomData>';
  const expiry = '<Times><Expires>True</Expires><ExpiryTime>2027-05-01T00:00:00Z</ExpiryTime></Times>';

  it('reads entries, hidden fields, groups and expiry (AES)', async () => {
    const folder = scratchFolder();
    const [xml, file] = [join(folder, 'x.xml'), join(folder, 'x.kdbx')];
    const plain = documentOf(entryXml({ inside: customData + expiry })).replaceAll('Protected=', 'ProtectInMemory=');
    writeFileSync(xml, plain);
    keepassxc(['import', '-q', '-p', '-t', '100', xml, file], [password, password]);
    keepassxc(['mkdir', '-q', file, 'Work']);
    keepassxc(['add', '-q', '-p', '-u', 'bot', file, 'Work/Deploy <key>'], [password, 'pä$$ "word"']);
    const { items } = await read(readFileSync(file));
    expect(items).toContainEqual({
      nature: 'entry',
      title: 'API',
      line: null,
      account: 'me',
      url: 'https://a.example',
      notes: 'a <note>',
      tags: [],
      expires: Date.UTC(2027, 4, 1),
      fields: [
        { label: '', value: 's3cret' },
        { label: 'token', value: 't-2' },
      ],
    });
    expect(items).toContainEqual(
      expect.objectContaining({ title: 'Deploy <key>', tags: ['Work'], fields: [{ label: '', value: 'pä$$ "word"' }] }),
    );
    await expect(read(readFileSync(file), 'another')).rejects.toThrow(failure('wrong-source-password'));
  });

  it('reads one that it keeps behind Argon2d at its own costs', async () => {
    const fixture = readFileSync(new URL('../../../fixtures/import/argon2d.kdbx', import.meta.url));
    const { items } = await read(fixture, 'dbpw');
    expect(items).toMatchObject([{ title: 'CI token', account: 'octo', url: 'https://github.com' }]);
  });

  it('leaves the recycle bin and the history out', async () => {
    const folder = scratchFolder();
    const [xml, file] = [join(folder, 'x.xml'), join(folder, 'x.kdbx')];
    writeFileSync(
      xml,
      documentOf(entryXml({ inside: customData }), '<RecycleBinEnabled>True</RecycleBinEnabled>').replaceAll(
        'Protected=',
        'ProtectInMemory=',
      ),
    );
    keepassxc(['import', '-q', '-p', '-t', '100', xml, file], [password, password]);
    keepassxc(['add', '-q', '-p', file, 'Old'], [password, 'x']);
    keepassxc(['rm', '-q', file, 'Old']);
    keepassxc(['edit', '-q', '-p', file, 'API'], [password, 'newer']);
    const { items } = await read(readFileSync(file));
    expect(items.map((item) => [item.title, item.nature === 'entry' && item.fields[0]?.value])).toEqual([
      ['API', 'newer'],
    ]);
  });
});

describe('readKdbx, with a file that both programs read', () => {
  it.each<[Required<KdbxPlan>['cipher'], Required<KdbxPlan>['kdf']]>([
    ['aes-256-cbc', 'argon2id'],
    ['chacha20', 'argon2d'],
    ['chacha20', 'aes'],
  ])('reads %s behind %s', async (cipher, kdf) => {
    const file = join(scratchFolder(), 'x.kdbx');
    writeFileSync(file, await write({ cipher, kdf }));
    expect(keepassxc(['show', '-q', '-s', '-a', 'Password', file, 'API']).trim()).toBe('s3cret');
    const { items } = await read(readFileSync(file));
    expect(items).toMatchObject([{ title: 'API', fields: [{ value: 's3cret' }, { value: 't-2' }] }]);
  });
});

describe('readKdbx, with a hostile file', () => {
  const gib = 2n ** 30n;

  it.each<[string, Partial<KdbxPlan>]>([
    ['64 GiB of memory', { claims: { M: 64n * gib } }],
    ['2^64 - 1 bytes of memory', { claims: { M: 2n ** 64n - 1n } }],
    ['a gigabyte again and again', { claims: { M: gib, I: 33n } }],
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
