import { describe, expect, it } from 'vitest';
import { prepareImport } from '../../../electron/import/import.ts';
import type { Item, SourceContents } from '../../../electron/import/item.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../electron/vault/use-cases/audit-log.ts';
import { revealSecret } from '../../../electron/vault/use-cases/deliver.ts';
import { listKeys } from '../../../electron/vault/use-cases/find-key.ts';
import { placesIn, readDetails } from '../../../electron/vault/use-cases/key-details.ts';
import { replaceSecret } from '../../../electron/vault/use-cases/replace-secret.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { failure } from '../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../support/scratch.ts';

const variables = (path: string, values: Record<string, string>): SourceContents => ({
  path,
  kind: 'env',
  items: Object.entries(values).map(([title, value], at): Item => ({ nature: 'variable', title, value, line: at + 1 })),
  leftOut: [],
});
const prepare = (vault: Vault, ...sources: SourceContents[]) => prepareImport(vault, sources, false);
const namesIn = async (vault: Vault) => (await listKeys(vault)).apiKeys.map(({ name }) => name);

describe('prepareImport', () => {
  it('says what happens to each, and changes nothing', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'Known' }, secretOf('known-secret'));
    await addKey(vault, { name: 'a-token' }, secretOf('another'));
    await addKey(vault, { name: 'rotated' }, secretOf('older-secret'));
    await replaceSecret(vault, 'rotated', secretOf('newer-secret'));
    const before = scratch.hash();
    const { preview } = await prepare(
      vault,
      variables('/w/shop/.env', { A_TOKEN: 'first-1', B_TOKEN: 'known-secret', C_TOKEN: 'older-secret', PORT: '1' }),
      variables('/w/blog/.env', { D_TOKEN: 'first-1', A_TOKEN: 'second-2', E_TOKEN: 'fifth-5' }),
    );
    expect(preview.add.map(({ name, plainName, path, line }) => [name, plainName, path, line])).toEqual([
      ['a-token-shop', 'a-token', '/w/shop/.env', 1],
      ['a-token-blog', 'a-token', '/w/blog/.env', 2],
      ['e-token', null, '/w/blog/.env', 3],
    ]);
    expect(preview.skip.map(({ title, reason, sameAs }) => [title, reason, sameAs])).toEqual([
      ['B_TOKEN', 'in-vault', 'Known'],
      ['C_TOKEN', 'in-vault-before', 'rotated'],
      ['D_TOKEN', 'twice', 'a-token-shop'],
      ['PORT', 'number', null],
    ]);
    expect(scratch.hash()).toBe(before);
  });

  it('stores what a source says of a key, as far as it fits', async () => {
    const vault = await new Scratch().create();
    const said = { notes: 'n', renewal: 'r'.repeat(9000), places: ['~/a/.env', ' ', 'a\u202eb', 'CI of the site'] };
    const item: Item = {
      nature: 'credential',
      title: 'A',
      parts: [{ label: 'secret', value: 's-1' }],
      line: 1,
      ...said,
    };
    const prepared = await prepare(vault, { path: '/keys.csv', kind: 'csv', items: [item], leftOut: [] });
    await prepared.store();
    const { notes, renewal, places } = await readDetails(vault, prepared.preview.add[0]!.name);
    expect([notes.toString(), renewal.length, placesIn(places)]).toEqual(['n', 8192, ['~/a/.env', 'CI of the site']]);
  });

  it('puts the folder behind every name that several files have, and a number where that is not enough', async () => {
    const vault = await new Scratch().create();
    const { preview } = await prepare(
      vault,
      variables('/w/shop/.env', { A_TOKEN: 'first-1', B_TOKEN: 'same-2' }),
      variables('/w/shop/.env.production', { A_TOKEN: 'third-3' }),
      variables('/w/blog/.env', { A_TOKEN: 'fourth-4', B_TOKEN: 'same-2' }),
      variables('/old/blog/.env', { A_TOKEN: 'fifth-5' }),
    );
    expect(preview.add.map(({ name }) => name)).toEqual([
      'a-token-shop',
      'b-token',
      'a-token-production',
      'a-token-blog',
      'a-token-blog-2',
    ]);
  });

  it('counts what one source calls the same, and leaves its folder out where the source has groups', async () => {
    const vault = await new Scratch().create();
    const item = (value: string): Item => ({
      nature: 'credential',
      title: 'Mail',
      line: null,
      tags: ['work'],
      parts: [{ label: 'secret', value }],
    });
    const source = { path: '/w/keys.csv', kind: 'csv', items: ['k-1', 'k-2', 'k-3'].map(item), leftOut: [] } as const;
    const { preview } = await prepare(vault, source);
    expect(preview.add.map(({ name, tags }) => [name, tags])).toEqual([
      ['Mail', ['work']],
      ['Mail-2', ['work']],
      ['Mail-3', ['work']],
    ]);
  });

  it('holds nothing of a secret in its preview', async () => {
    const vault = await new Scratch().create();
    const { preview } = await prepare(
      vault,
      variables('/w/.env', { A_TOKEN: 'sentinel-1', URL: 'redis://:sentinel-2@c:1' }),
    );
    expect(preview.add.length).toBe(2);
    expect(JSON.stringify(preview)).not.toContain('sentinel');
  });

  it('stores all of it, with one event for each key (K6, K8)', async () => {
    const vault = await new Scratch().create();
    const events = async () => (await readAuditLog(vault)).events.length;
    const before = await events();
    const prepared = await prepare(vault, variables('/w/.env', { A_TOKEN: 'first-1', B_TOKEN: 'second-2' }));
    expect(await events()).toBe(before);
    await prepared.store();
    expect(await events()).toBe(before + 2);
    expect(await namesIn(vault)).toEqual(['a-token', 'b-token']);
    expect((await revealSecret(vault, 'b-token', toTerminal)).secret[0]?.bytes.toString()).toBe('second-2');
    expect(
      (await prepare(vault, variables('/w/.env', { A_TOKEN: 'first-1', B_TOKEN: 'second-2' }))).preview.add,
    ).toEqual([]);
  });

  it('stores nothing where another process took a name meanwhile (K8)', async () => {
    const vault = await new Scratch().create();
    const prepared = await prepare(vault, variables('/w/.env', { A_TOKEN: 'first-1', B_TOKEN: 'second-2' }));
    await addKey(vault, { name: 'b-token' }, secretOf('x'));
    await expect(prepared.store()).rejects.toThrow(failure('name-taken'));
    expect(await namesIn(vault)).toEqual(['b-token']);
  });

  it('wipes what it held', async () => {
    const vault = await new Scratch().create();
    const prepared = await prepare(vault, variables('/w/.env', { A_TOKEN: 'first-1' }));
    prepared.wipe();
    // Zeros are all that is left, and those are refused.
    await expect(prepared.store()).rejects.toThrow(failure('secret-unfit', { reason: 'nul' }));
  });

  it('reads the expiry of a token, unless the source says one', async () => {
    const vault = await new Scratch().create();
    const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwt = (id: number) => `${segment({ alg: 'none' })}.${segment({ exp: 4_102_444_800, id })}.x`;
    const item = (title: string, expires?: string): Item => ({
      nature: 'variable',
      title,
      line: 1,
      value: jwt(title.length),
      expires,
    });
    const items = [item('A_TOKEN'), item('AB_TOKEN', '2027-03-01T00:00:00Z')];
    const { preview } = await prepare(vault, { path: '/w/.env', kind: 'env', items, leftOut: [] });
    expect(preview.add.map(({ expiresAt }) => expiresAt)).toEqual([4_102_444_800_000, Date.UTC(2027, 2, 1)]);
  });
});
