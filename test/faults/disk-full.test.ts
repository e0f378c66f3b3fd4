/**
 * A disk that gets full: at every write of every use case, by leaving room for one block more each time until there is
 * enough. Whatever does not fit is refused, the vault is as it was and can be read meanwhile.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { useCasesAt as at, beforehand, everyUseCase, prepareVault } from '../support/every-use-case.ts';
import { mountedDisk, type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { createVaultIn, keychainOf, openVaultIn } from '../support/test-vault.ts';
import { applied, type Model, newModel, pinOf } from '../support/vault-model.ts';
import { type Operation, perform, type TimedOperation, toCredentials } from '../support/vault-operation.ts';
import { comparable, readState, slotsAre, strayItems } from '../support/vault-state.ts';

/** More than any of them needs. */
const blocksMost = 200;

let disk: SmallDisk;

beforeAll(() => {
  disk = smallDisk();
  process.stdout.write(`disk-full.test.ts: on ${disk.what}\n`);
});
afterAll(() => disk.remove());

/** A vault with those operations done, and a way back to it, whatever the disk is filled with. */
async function prepare(operations: readonly Operation[]): Promise<{ model: Model; putBack: () => void }> {
  disk.leave(undefined);
  const { model, putBack } = await prepareVault(disk.home, operations);
  return {
    model,
    putBack() {
      disk.leave(undefined);
      putBack();
    },
  };
}

/** @returns the code with which it was refused, or undefined when it was done. */
async function attempt(model: Model, operation: TimedOperation): Promise<string | undefined> {
  const vault = await openVaultIn(disk.home, () => operation.at, await disk.open());
  try {
    await vault.unlock(['index', 'secret'], toCredentials(pinOf(model)));
    await perform(vault, operation);
    return undefined;
  } catch (caught) {
    if (operation.kind === 'lock') expect(vault.isUnlocked).toBe(false);
    return (caught as { code?: string }).code ?? String(caught);
  } finally {
    await vault.close();
  }
}

/** Reads it all through a connection of its own, with the disk as full as it is. */
async function expectState(model: Model): Promise<void> {
  const vault = await openVaultIn(disk.home, () => at, await disk.open());
  await vault.unlock(['index', 'secret'], toCredentials(pinOf(model)));
  expect(await readState(vault)).toEqual(comparable(model));
  expect((await checkVault(vault)).findings).toEqual([]);
  expect(await slotsAre(vault, model.slots)).toBe(true);
  expect(await strayItems(disk.home, vault)).toEqual({ orphans: [], missing: [] });
  await vault.close();
  expect(readdirSync(disk.home.folder)).toEqual(['vault.db']);
}

describe('a disk that gets full', { timeout: 10 * 60_000 }, () => {
  it.each(everyUseCase)('leaves the vault as it was: %s', async (_what, untimed, before) => {
    const operation = { ...untimed, at };
    const { model, putBack } = await prepare(before);
    let refused = 0;
    for (let blocks = 0; blocks < blocksMost; blocks += 1) {
      putBack();
      disk.leave(blocks);
      const code = await attempt(model, operation);
      if (code === undefined) break;
      expect(code, `${blocks} blocks left`).toBe('vault-disk-full');
      await expectState(model);
      refused += 1;
    }
    await expectState(applied(model, operation));
    if (disk.what === 'a mounted disk') expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(blocksMost);
  });

  it('takes the same operation as soon as there is room', async () => {
    const { model } = await prepare(beforehand);
    const operation = { kind: 'add', name: 'long', secret: 'x'.repeat(60_000), notes: '', at } as const;
    disk.leave(2);
    const vault = await openVaultIn(disk.home, () => at, await disk.open());
    await vault.unlock(['index', 'secret']);
    await expect(perform(vault, operation)).rejects.toEqual(expect.objectContaining({ code: 'vault-disk-full' }));
    expect(await readState(vault)).toEqual(comparable(model));
    await vault.close();
    disk.leave(undefined);
    expect(await attempt(model, operation)).toBeUndefined();
    await expectState(applied(model, operation));
  });

  it('leaves nothing of a vault that cannot be created', async () => {
    if (disk.what !== 'a mounted disk') return; // SQLite's limit is one of a file that is there
    const { home } = disk;
    for (let blocks = 0; blocks < blocksMost; blocks += 1) {
      disk.leave(undefined);
      for (const folder of [home.folder, home.itemsFolder]) rmSync(folder, { recursive: true, force: true });
      disk.leave(blocks);
      const code = await createVaultIn(home).then(
        (vault) => vault.close(),
        (caught: { code?: string }) => caught.code ?? String(caught),
      );
      if (code === undefined) break;
      expect(code, `${blocks} blocks left`).toBe('vault-disk-full');
      expect(existsSync(home.folder) ? readdirSync(home.folder) : []).toEqual([]);
      expect(keychainOf(home).accounts()).toEqual([]);
    }
    await expectState(newModel(expect.any(Number) as unknown as number));
  });
});

describe('a disk on which no more files fit', () => {
  it('is told apart from one that is read-only', async () => {
    const full = mountedDisk(5);
    if (full === undefined) return; // only a real one has a number of files
    try {
      const { home } = full;
      await (await createVaultIn(home)).close();
      const files = [1, 2, 3, 4].map((number) => join(home.folder, `file ${number}`));
      expect(() => files.forEach((file) => void writeFileSync(file, ''))).toThrow('ENOSPC');
      const vault = await openVaultIn(home);
      await vault.unlock(['index', 'secret']);
      const operation = { kind: 'add', name: 'one', secret: 'first', notes: '' } as const;
      await expect(perform(vault, operation)).rejects.toEqual(expect.objectContaining({ code: 'vault-disk-full' }));
      for (const file of files) rmSync(file, { force: true });
      await perform(vault, operation);
      await vault.close();
    } finally {
      full.remove();
    }
  });
});
