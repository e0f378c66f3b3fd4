/** Finding out which state a fault has left a vault in. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { openVaultIn, type TestHome } from './test-vault.ts';
import { type Model, pinOf } from './vault-model.ts';
import { toCredentials } from './vault-operation.ts';
import { comparable, readState, slotsAre, strayItems } from './vault-state.ts';

/**
 * Opens a vault without changing it: every record opens, nothing is found amiss, exactly one of the states' slots open, and
 * the keychain has an item for each and none that nothing knows of.
 *
 * @param states What it may be, as a whole; anything else fails.
 */
export async function survivingState(home: TestHome, states: readonly Model[]): Promise<Model> {
  const now = Math.max(...states.map(({ events }) => events.at(-1)!.at));
  const vault = await openVaultIn(home, () => now);
  try {
    const opening: Model[] = [];
    for (const state of new Set(states)) if (await slotsAre(vault, state.slots)) opening.push(state);
    expect(opening, 'the slots are those of no state that there may be').not.toEqual([]);
    await vault.unlock(['index', 'secret'], toCredentials(pinOf(opening[0]!)));
    expect((await checkVault(vault)).findings).toEqual([]);
    const found = await readState(vault);
    const survivor = opening.find((state) => isDeepStrictEqual(comparable(state), found));
    if (survivor === undefined) expect(found).toEqual(comparable(opening[0]!));
    expect(await strayItems(home, vault)).toEqual({ orphans: [], missing: [] });
    return survivor!;
  } finally {
    await vault.close();
  }
}
