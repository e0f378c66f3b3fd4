/**
 * Each write of each use case failing, and each one happening and reporting a failure all the same. The vault is as before
 * or as after, what opens it is there, and whatever has happened for good is acknowledged.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../electron/storage/sqlite-store.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import { type Fault, FaultyStore } from '../fakes/faulty-store.ts';
import { useCasesAt as at, everyUseCase, prepareVault } from '../support/every-use-case.ts';
import { survivingState } from '../support/surviving-state.ts';
import { newHome, openVaultIn, removeHome, type TestHome } from '../support/test-vault.ts';
import { applied, type Model, pinOf } from '../support/vault-model.ts';
import { perform, type TimedOperation, toCredentials } from '../support/vault-operation.ts';

let home: TestHome;

beforeAll(() => {
  home = newHome();
});
afterAll(() => removeHome(home));

/** @returns whether the operation was acknowledged, and whether the fault came. */
async function attempt(model: Model, operation: TimedOperation, number: number, fault: Fault) {
  const store = new FaultyStore(await SqliteStore.open(home.path), number, fault);
  const vault = await openVaultIn(home, () => at, store);
  try {
    await vault.unlock(['index', 'secret'], toCredentials(pinOf(model)));
    await perform(vault, operation);
    return { acknowledged: true, failed: store.hasFailed };
  } catch (caught) {
    if (!isKeybearerError(caught, 'vault-io')) throw caught;
    if (operation.kind === 'lock') expect(vault.isUnlocked).toBe(false);
    return { acknowledged: false, failed: store.hasFailed };
  } finally {
    await vault.close();
  }
}

describe('a write that fails', { timeout: 10 * 60_000 }, () => {
  it.each(everyUseCase)('leaves the vault as before or as after: %s', async (_what, untimed, beforehand) => {
    const operation = { ...untimed, at };
    const { model: before, putBack } = await prepareVault(home, beforehand);
    const after = applied(before, operation);
    for (const fault of ['refused', 'unsure'] as const) {
      for (let number = 1; ; number += 1) {
        putBack();
        const { acknowledged, failed } = await attempt(before, operation, number, fault);
        const possible = acknowledged ? [after] : fault === 'refused' ? [before] : [before, after];
        await survivingState(home, possible).catch((cause) => {
          throw new Error(`write ${number} ${fault}`, { cause });
        });
        if (!failed) break;
      }
    }
  });
});
