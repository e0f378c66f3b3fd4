/** A clock that somebody sets back ten years or forward, between operations and in the middle of one: nothing is lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import { SqliteStore } from '../../electron/storage/sqlite-store.ts';
import type { Clock, Credentials, SlotPlace, VaultKeys } from '../../electron/vault/ports.ts';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { checkVault } from '../../electron/vault/use-cases/check-vault.ts';
import { findKey } from '../../electron/vault/use-cases/find-key.ts';
import { emptyTrash, listTrash, trashMs } from '../../electron/vault/use-cases/trash.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { beforehand, prepareVault, useCasesAt } from '../support/every-use-case.ts';
import { randomOperation } from '../support/random-operation.ts';
import { runSeed, SeededRandom } from '../support/seeded-random.ts';
import { survivingState } from '../support/surviving-state.ts';
import {
  keychainOf,
  newHome,
  openVaultIn,
  removeHome,
  type TestHome,
  testParts,
  withVault,
} from '../support/test-vault.ts';
import { applied, type Model } from '../support/vault-model.ts';
import { type Operation, perform } from '../support/vault-operation.ts';
import { comparable, knownItems, readState } from '../support/vault-state.ts';

const seed = runSeed();
const dayMs = 86_400_000;
const decadeMs = 3653 * dayMs;

/** Where a clock may stand, whoever has set it. */
const instants: readonly number[] = [
  0,
  1,
  Date.UTC(2016, 1, 29, 12),
  Date.UTC(2026, 2, 29, 1, 30), // clocks in Europe go forward
  Date.UTC(2026, 9, 25, 1, 30), // and back
  Date.UTC(2028, 1, 29),
  Date.UTC(2036, 1, 7, 6, 28, 16), // NTP's era ends
  Date.UTC(2038, 0, 19, 3, 14, 8), // 2^31 seconds
  Date.UTC(2106, 1, 7, 6, 28, 16), // 2^32 seconds
  Date.UTC(9999, 11, 31, 23, 59, 59, 999),
];

let home: TestHome;
let model: Model;
let now: number;
const clock: Clock = () => now;

beforeEach(async () => {
  home = newHome();
  ({ model } = await prepareVault(home, beforehand));
  now = useCasesAt;
});
afterEach(() => removeHome(home));

/** Does an operation on the vault and on its model. */
async function act(vault: Vault, operation: Operation): Promise<void> {
  await perform(vault, operation);
  model = applied(model, { ...operation, at: now });
}

describe('a clock that is set anywhere between operations', () => {
  it('hinders none of them, and loses nothing', async () => {
    const random = new SeededRandom(seed);
    const vault = await openVaultIn(home, clock);
    await vault.unlock(['index', 'secret']);
    for (let step = 0; step < 150; step += 1) {
      now = random.pick([...instants, now + decadeMs, Math.max(0, now - decadeMs), useCasesAt]);
      const { at: _at, ...operation } = randomOperation(model, random, now);
      try {
        await act(vault, operation);
        expect(await readState(vault)).toEqual(comparable(model));
      } catch (cause) {
        throw new Error(`${operation.kind} at ${new Date(now).toISOString()}, FAULT_SEED=${seed}`, { cause });
      }
    }
    expect((await checkVault(vault)).findings).toEqual([]);
    await vault.close();
  });

  it('leaves the order of events as it was', async () => {
    await withVault(
      home,
      async (vault) => {
        now += decadeMs;
        await act(vault, { kind: 'reveal', name: 'one' });
        now -= 2 * decadeMs;
        await act(vault, { kind: 'reveal', name: 'two' });
        const { events, brokenAt, confirmedSeq, lastSeq } = await readAuditLog(vault);
        expect(events.slice(-2).map(({ keyName }) => keyName)).toEqual(['one', 'two']);
        expect({ brokenAt, confirmedSeq }).toEqual({ brokenAt: null, confirmedSeq: lastSeq });
      },
      { clock },
    );
  });
});

describe('a clock that is set back', () => {
  it('keeps what is in the trash, and what goes there', async () => {
    await withVault(
      home,
      async (vault) => {
        now -= decadeMs;
        await act(vault, { kind: 'remove', name: 'one' });
        expect(await emptyTrash(vault, 'due')).toEqual([]);
        expect((await listTrash(vault)).map(({ name }) => name)).toEqual(['gone', 'one']);
        now += trashMs;
        expect(await emptyTrash(vault, 'due')).toEqual(['one']);
        await act(vault, { kind: 'restore', name: 'gone' });
        expect((await findKey(vault, 'gone')).removedAt).toBeNull();
      },
      { clock },
    );
  });

  it('keeps two keys apart that had the same name', async () => {
    await withVault(
      home,
      async (vault) => {
        await perform(vault, { kind: 'remove', name: 'one' });
        now -= decadeMs;
        await perform(vault, { kind: 'add', name: 'one', secret: 'another', notes: '' });
        await perform(vault, { kind: 'remove', name: 'one' });
        await perform(vault, { kind: 'restore', name: 'one' });
        await perform(vault, { kind: 'edit', name: 'one', newName: 'the other', account: null });
        await perform(vault, { kind: 'restore', name: 'one' });
        const { keys } = await readState(vault);
        expect(keys.map(({ secret }) => secret).toSorted()).toEqual(['another', 'second', 'two']);
      },
      { clock },
    );
  });

  it('steps back to the secret before all the same', async () => {
    await withVault(
      home,
      async (vault) => {
        now -= decadeMs;
        await act(vault, { kind: 'replace', name: 'two', secret: 'newer' });
        await act(vault, { kind: 'step-back', name: 'two' });
        await act(vault, { kind: 'step-back', name: 'one' });
        expect(await readState(vault)).toEqual(comparable(model));
      },
      { clock },
    );
  });
});

describe('a clock that is set forward', () => {
  it('takes the item of no slot that another process is about to list', async () => {
    for (const operation of [
      { kind: 'add-slot', slot: 'keychain', credentials: {} },
      { kind: 'set-pin', pin: 'a pin of a test' },
      { kind: 'rekey', credentials: { passphrase: 'a passphrase of a test' } },
      { kind: 'recover', slot: 'keychain', credentials: {} },
    ] as const) {
      ({ model } = await prepareVault(home, beforehand));
      now = useCasesAt;
      const other = await openVaultIn(home, clock);
      await other.unlock(['index', 'secret']);
      const interrupted = await openInterrupted(async () => {
        now += decadeMs;
        // It sweeps what a crash may have left, then comes to nothing: the slots are what they were.
        const failing = { kind: 'add-slot', slot: 'passphrase', credentials: {} } as const;
        await expect(perform(other, failing)).rejects.toMatchObject({ code: 'passphrase-needed' });
      });
      await expect(perform(interrupted, operation)).rejects.toMatchObject({ code: 'changed-elsewhere' });
      await interrupted.close();
      await other.close();
      await survivingState(home, [model]);
    }
  });

  it('sweeps in the end what a crash had left, wherever the clock stood then', async () => {
    for (const offset of [0, decadeMs, -decadeMs]) {
      ({ model } = await prepareVault(home, beforehand));
      now = useCasesAt + offset;
      const crashing = await openInterrupted(() => Promise.reject(new RangeError('the process died')), SurvivesNothing);
      await expect(perform(crashing, { kind: 'add-slot', slot: 'keychain', credentials: {} })).rejects.toThrow('died');
      crashing.parts.store.close();
      expect(keychainOf(home).accounts()).toHaveLength(2);
      now = useCasesAt + decadeMs + dayMs;
      await withVault(
        home,
        async (vault) => {
          await act(vault, { kind: 'remove-slot', slot: 'passphrase' });
          const { listed, noted } = await knownItems(vault);
          expect(keychainOf(home).accounts()).toEqual(listed);
          expect(noted).toEqual([]);
        },
        { clock },
      );
      await survivingState(home, [model]);
    }
  });
});

/** The real protector; something happens after an item was stored and before anybody lists it. */
class InterruptedProtector extends KeychainProtector {
  readonly #meanwhile: () => Promise<void>;

  constructor(meanwhile: () => Promise<void>) {
    super({ platform: 'darwin', env: {}, scryptCost: { N: 2, r: 1, p: 1 }, loadKeytar: async () => keychainOf(home) });
    this.#meanwhile = meanwhile;
  }

  override async protect(place: SlotPlace, keys: VaultKeys, credentials: Credentials) {
    const body = await super.protect(place, keys, credentials);
    await this.#meanwhile();
    return body;
  }
}

/** What a dead process does not do any more. */
class SurvivesNothing extends InterruptedProtector {
  override async discard(): Promise<void> {
    throw new RangeError('the process died');
  }
}

async function openInterrupted(meanwhile: () => Promise<void>, kind = InterruptedProtector): Promise<Vault> {
  const parts = testParts(home, clock);
  const keychain = new kind(meanwhile);
  const store = await SqliteStore.open(home.path);
  const vault = await Vault.open({ ...parts, store, protectors: { ...parts.protectors, keychain } });
  await vault.unlock(['index', 'secret']);
  return vault;
}
