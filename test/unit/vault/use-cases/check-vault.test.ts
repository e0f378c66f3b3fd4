import { describe, expect, it } from 'vitest';
import { addKey } from '../../../../electron/vault/use-cases/add-key.ts';
import { checkVault } from '../../../../electron/vault/use-cases/check-vault.ts';
import { removeKey } from '../../../../electron/vault/use-cases/trash.ts';
import { Scratch, secretOf } from '../../../support/scratch.ts';

describe('checkVault', () => {
  it('counts keys, trash and events', async () => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: 'a' }, secretOf('x'));
    await addKey(vault, { name: 'b' }, secretOf('x'));
    await removeKey(vault, 'b');
    expect(await checkVault(vault)).toEqual({ findings: [], keys: 1, inTrash: 1, events: 4, secretsChecked: true });
  });

  it('leaves the secrets out while the vault is locked, and says so', async () => {
    const scratch = new Scratch();
    await addKey(await scratch.create(), { name: 'a' }, secretOf('x'));
    scratch.edit((file) => file.exec('UPDATE secret SET sealed = zeroblob(93)'));
    const locked = await scratch.open(['index']);
    expect(await checkVault(locked)).toMatchObject({ findings: [], secretsChecked: false });
    expect((await checkVault(await scratch.open())).findings).toHaveLength(2);
  });

  it('takes a key that comes while it looks for what it is', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'a' }, secretOf('x'));
    const other = await scratch.open();
    const { holder } = vault.parts;
    const handOut = holder.subkey.bind(holder);
    holder.subkey = async (side, purpose, id) => {
      if (purpose === 'secret/details') await addKey(other, { name: 'meanwhile' }, secretOf('x'));
      return handOut(side, purpose, id);
    };
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 2 });
  });

  it('names slots that it cannot read', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    scratch.edit((file) => {
      file.exec("INSERT INTO slot VALUES (x'00112233445566778899aabbccddeeff', 'kms', 1, '{}')");
      file.exec("INSERT INTO slot VALUES (x'10112233445566778899aabbccddeeff', 'recovery', 1, '{')");
    });
    expect((await checkVault(vault)).findings).toEqual([
      { code: 'slot-damaged', where: 'slot 00112233', keyId: null },
      { code: 'slot-damaged', where: 'slot 10112233', keyId: null },
    ]);
  });
});
