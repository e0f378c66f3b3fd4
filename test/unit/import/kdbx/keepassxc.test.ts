/** Databases that KeePassXC wrote, and files of ours that it reads as well. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readKdbx } from '../../../../electron/import/kdbx/kdbx.ts';
import { failure } from '../../../support/failure.ts';
import { documentOf, entryXml } from '../../../support/kdbx-document.ts';
import { type KdbxPlan, writeKdbx } from '../../../support/kdbx-writer.ts';

const password = 'correct horse';
const read = (file: Buffer, typed = password) => readKdbx(file, Buffer.from(typed));

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

describe.skipIf(process.platform !== 'linux')('readKdbx', () => {
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

  it.each<[Required<KdbxPlan>['cipher'], Required<KdbxPlan>['kdf']]>([
    ['aes-256-cbc', 'argon2id'],
    ['chacha20', 'argon2d'],
    ['chacha20', 'aes'],
  ])('reads %s behind %s, as KeePassXC does', async (cipher, kdf) => {
    const file = join(scratchFolder(), 'x.kdbx');
    writeFileSync(file, await writeKdbx({ password, xml: documentOf(entryXml()), cipher, kdf }));
    expect(keepassxc(['show', '-q', '-s', '-a', 'Password', file, 'API']).trim()).toBe('s3cret');
    const { items } = await read(readFileSync(file));
    expect(items).toMatchObject([{ title: 'API', fields: [{ value: 's3cret' }, { value: 't-2' }] }]);
  });
});
