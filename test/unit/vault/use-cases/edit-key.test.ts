import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { printHeaders, revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { editKey, editNeedsUnlock } from '../../../../electron/vault/use-cases/edit-key.ts';
import { findKey } from '../../../../electron/vault/use-cases/find-key.ts';
import { type DetailFields, placesIn, readDetails } from '../../../../electron/vault/use-cases/key-details.ts';
import { replaceSecret, stepBack } from '../../../../electron/vault/use-cases/replace-secret.ts';
import { failure } from '../../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const many = (count: number, text: string) => Array.from({ length: count }, (_, at) => `${text}${at}`);
const textOf = async (revealed: ReturnType<typeof revealSecret>) => (await revealed).secret[0]?.bytes.toString();

describe('editKey', () => {
  it('changes what is said and leaves the rest', async () => {
    const vault = await new Scratch().create();
    const added = await addKey(vault, { name: 'k', account: 'a', tags: ['t'], expiresAt: 5 }, secretOf('x'));
    const edited = await editKey(vault, 'k', { account: null, environment: 'e' });
    expect(edited).toEqual({ ...added, account: null, environment: 'e', revision: 2 });
    expect(await findKey(vault, 'k')).toEqual(edited);
  });

  it('says who set the expiry', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    expect(await editKey(vault, 'k', { expiresAt: 9 })).toMatchObject({ expiresAt: 9, expirySource: 'typed' });
    expect(await editKey(vault, 'k', { expiresAt: null })).toMatchObject({ expiresAt: null, expirySource: null });
  });

  it('renames: under the new name the secrets open, and the old name is free', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'old', notes: Buffer.from('n') }, secretOf('one'));
    await replaceSecret(vault, 'old', secretOf('two'));
    await editKey(vault, 'old', { name: 'new' });
    expect(await textOf(revealSecret(vault, 'NEW', toTerminal))).toBe('two');
    expect((await readDetails(vault, 'new')).notes.toString()).toBe('n');
    await expect(findKey(vault, 'old')).rejects.toEqual(failure('key-not-found'));
    await addKey(vault, { name: 'old' }, secretOf('other'));
    await stepBack(vault, 'new');
    expect(await textOf(revealSecret(vault, 'new', toTerminal))).toBe('one');
    expect((await checkVault(vault)).findings).toEqual([]);
  });

  it('renames to another spelling of the same name', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'Key' }, secretOf('x'));
    await editKey(vault, 'key', { name: 'KEY' });
    expect((await findKey(vault, 'key')).name).toBe('KEY');
    expect(await textOf(revealSecret(vault, 'key', toTerminal))).toBe('x');
  });

  it('refuses a name that another key has', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'a' }, secretOf('x'));
    await addKey(vault, { name: 'b' }, secretOf('x'));
    await expect(editKey(vault, 'a', { name: 'B' })).rejects.toEqual(failure('name-taken'));
  });

  it('binds a changed policy to both editions of the secret', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'k' }, secretOf('one'));
    await replaceSecret(vault, 'k', secretOf('two'));
    await editKey(vault, 'k', { policy: { headers: ['X-A: {secret}'], origins: ['https://a.example'] } });
    expect((await printHeaders(vault, 'k', toTerminal)).secret[0]?.value.toString()).toBe('two');
    await stepBack(vault, 'k');
    expect((await printHeaders(vault, 'k', toTerminal)).secret[0]?.value.toString()).toBe('one');
  });

  it('refuses a policy that the secret cannot fill, and leaves the old one (P15)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('a\nb'));
    const before = scratch.hash();
    await expect(editKey(vault, 'k', { policy: { headers: ['X-A: {secret}'] } })).rejects.toEqual(
      failure('secret-unfit', { reason: 'line-break' }),
    );
    expect(scratch.hash()).toBe(before);
  });

  it('puts notes, changes them and takes them away', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    for (const notes of ['one', 'two', '']) {
      await editKey(vault, 'k', { notes: Buffer.from(notes) });
      expect((await readDetails(vault, 'k')).notes.toString()).toBe(notes);
    }
    expect(scratch.edit((file) => file.prepare('SELECT count(*) AS n FROM details').get())).toEqual({ n: 0 });
  });

  it('puts renewal steps and places beside notes, and changes one without the others', async () => {
    const vault = await new Scratch().create();
    const read = async () => {
      const { notes, renewal, places } = await readDetails(vault, 'k');
      return [notes.toString(), renewal.toString(), placesIn(places)];
    };
    await addKey(vault, { name: 'k', notes: Buffer.from('n'), places: [' ~/a ', 'CI', '~/a'] }, secretOf('x'));
    expect(await read()).toEqual(['n', '', ['~/a', 'CI']]);
    await editKey(vault, 'k', { renewal: Buffer.from('ask Ada') });
    expect(await read()).toEqual(['n', 'ask Ada', ['~/a', 'CI']]);
    await replaceSecret(vault, 'k', secretOf('y'), { places: ['~/b'] });
    expect(await read()).toEqual(['n', 'ask Ada', ['~/b']]);
    await editKey(vault, 'k', { places: [], notes: Buffer.alloc(0) });
    expect(await read()).toEqual(['', 'ask Ada', []]);
  });

  it.each<[string, DetailFields, { field: string; reason: string }]>([
    ['renewal steps over their limit', { renewal: Buffer.alloc(8193, 'a') }, { field: 'renewal', reason: 'too-long' }],
    ['renewal steps that are not UTF-8', { renewal: Buffer.of(0xff) }, { field: 'renewal', reason: 'not-utf8' }],
    ['a place of no characters', { places: ['~/a', ' '] }, { field: 'place', reason: 'empty' }],
    ['a place of two lines', { places: ['a\nb'] }, { field: 'place', reason: 'characters' }],
    ['a place that turns the text around', { places: ['a\u202eb'] }, { field: 'place', reason: 'characters' }],
    ['a place that is too long', { places: ['a'.repeat(401)] }, { field: 'place', reason: 'too-long' }],
    ['too many places', { places: many(65, 'a') }, { field: 'places', reason: 'too-many' }],
    [
      'places that are too long together',
      { places: many(64, 'a'.repeat(300)) },
      { field: 'places', reason: 'too-long' },
    ],
  ])('refuses %s, and changes nothing', async (_what, fields, details) => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    const before = scratch.hash();
    await expect(editKey(vault, 'k', fields)).rejects.toEqual(failure('invalid-input', details));
    await expect(addKey(vault, { name: 'l', ...fields }, secretOf('x'))).rejects.toEqual(
      failure('invalid-input', details),
    );
    expect(scratch.hash()).toBe(before);
  });

  it('takes the longest details of each kind together', async () => {
    const vault = await new Scratch().create();
    const places = many(64, 'p'.repeat(250));
    const fields = { notes: Buffer.alloc(32_768, 'n'), renewal: Buffer.alloc(8192, 'r'), places };
    await addKey(vault, { name: 'k', ...fields }, secretOf('x'));
    expect(placesIn((await readDetails(vault, 'k')).places)).toEqual(places);
  });

  it('needs the index key alone for names’ company, and the secret key for what is bound', async () => {
    const scratch = new Scratch();
    await addKey(await scratch.create(), { name: 'k' }, secretOf('x'));
    const locked = await scratch.open(['index']);
    expect(await editKey(locked, 'k', { account: 'a', expiresAt: 5, tags: [] })).toMatchObject({ account: 'a' });
    for (const fields of [
      { name: 'other' },
      { policy: { askBeforeUse: true } },
      { notes: Buffer.from('n') },
      { places: [] },
    ]) {
      expect(editNeedsUnlock(fields)).toBe(true);
      await expect(editKey(locked, 'k', fields)).rejects.toEqual(failure('vault-locked'));
    }
    expect(editNeedsUnlock({ account: 'a', expiresAt: null, tags: [] })).toBe(false);
  });

  it('refuses to change what another process has changed meanwhile', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'k' }, secretOf('x'));
    const other = await scratch.open();
    const { holder } = vault.parts;
    const handOut = holder.subkey.bind(holder);
    holder.subkey = async (side, purpose, id) => {
      if (purpose === 'secret/details') await editKey(other, 'k', { account: 'theirs' });
      return handOut(side, purpose, id);
    };
    await expect(editKey(vault, 'k', { policy: { askBeforeUse: true } })).rejects.toEqual(failure('changed-elsewhere'));
    expect(await findKey(other, 'k')).toMatchObject({ account: 'theirs', policy: { askBeforeUse: false } });
  });
});
