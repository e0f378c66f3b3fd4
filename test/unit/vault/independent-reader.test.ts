import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../electron/protectors/recovery-code.ts';
import type { Credentials, SlotKind } from '../../../electron/vault/ports.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { pruneAuditLog } from '../../../electron/vault/use-cases/audit-log.ts';
import { revealSecret } from '../../../electron/vault/use-cases/deliver.ts';
import { editKey } from '../../../electron/vault/use-cases/edit-key.ts';
import type { KeyFields } from '../../../electron/vault/use-cases/key-fields.ts';
import { rekeyVault } from '../../../electron/vault/use-cases/rekey.ts';
import { replaceSecret } from '../../../electron/vault/use-cases/replace-secret.ts';
import { emptyTrash, removeKey } from '../../../electron/vault/use-cases/trash.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { parseKeyName } from '../../../shared/key-name.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';
import { readEverything } from '../../support/read-everything.ts';
import { passphrase, pin, recoveryCode, Scratch, toTerminal } from '../../support/scratch.ts';
import { readVault, type Way } from './independent-reader.ts';

const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((text) => text.isWellFormed());
const names = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .filter((name) => isName(name))
  .map(parseKeyName);
const lines = fc.option(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== ''),
);
const instants = fc.option(fc.integer({ min: 0, max: Date.UTC(9999, 0) }));
const origins = fc.array(
  fc.integer({ min: 1, max: 65535 }).map((port) => `https://Ä${port}.example:${port}`),
  { maxLength: 4 },
);
const fields = fc.record<KeyFields>(
  {
    issuer: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/)),
    account: lines,
    environment: lines,
    tags: fc.array(
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
      { maxLength: 5 },
    ),
    policy: fc.record({ askBeforeUse: fc.boolean(), origins }),
    envName: fc.option(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/)),
    expiresAt: instants,
    leadDays: fc.option(fc.array(fc.integer({ min: 0, max: limits.leadDayMax }), { maxLength: 6 })),
    managementUrl: fc.option(fc.webUrl({ validSchemes: ['https'] })),
    notes: texts.map((text) => Buffer.from(text)),
  },
  { requiredKeys: [] },
);
const parts = fc
  .dictionary(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
    texts.filter((text) => !text.includes('\0')),
    { minKeys: 1, maxKeys: 4, noNullPrototype: true },
  )
  .map((named) => Object.entries(named).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
const steps = fc.constantFrom('replace', 'edit', 'remove', 'purge', 'reveal', 'prune', 'rekey', 'lock');
const contents = fc.array(
  fc.record({ name: names, fields, secret: parts, changes: fc.array(steps, { maxLength: 4 }) }),
  {
    maxLength: 4,
  },
);

function isName(text: string): boolean {
  try {
    parseKeyName(text);
    return true;
  } catch {
    return false;
  }
}

/** What is done to a key that was just added. */
async function step(
  vault: Vault,
  scratch: Scratch,
  name: string,
  what: string,
  credentials: Credentials,
): Promise<void> {
  scratch.now += 1000;
  if (what === 'replace')
    await replaceSecret(vault, name, [{ name: 'secret', bytes: Buffer.from(`new ${scratch.now}`) }]);
  if (what === 'edit') await editKey(vault, name, { account: `edited ${scratch.now}`, policy: { askBeforeUse: true } });
  if (what === 'remove') await removeKey(vault, name);
  if (what === 'purge') await emptyTrash(vault, 'all');
  if (what === 'reveal') await revealSecret(vault, name, toTerminal);
  if (what === 'prune') await pruneAuditLog(vault, scratch.now);
  if (what === 'rekey') await rekeyVault(vault, { credentials, drop: new Set(), dropDamaged: false });
  if (what === 'lock') {
    await vault.lock();
    await vault.unlock(['index', 'secret'], credentials);
  }
}

const ways: [SlotKind, Credentials, (scratch: Scratch) => Promise<Way>][] = [
  ['recovery', { recoveryCode }, async () => ({ recoveryCode: formatRecoveryCode(recoveryCode) })],
  ['passphrase', { passphrase }, async () => ({ passphrase: passphrase.toString() })],
  ['keychain', {}, async (scratch) => ({ keychainItem: await onlyItem(scratch) })],
  ['keychain', { pin }, async (scratch) => ({ keychainItem: await onlyItem(scratch), pin: pin.toString() })],
];

async function onlyItem(scratch: Scratch): Promise<string> {
  const [account] = scratch.keychain.items.accounts();
  return (await scratch.keychain.items.getPassword('', account!))!;
}

describe('readVault', () => {
  it.each(ways)('reads what the project wrote, by a %s slot (%o)', async (kind, credentials, way) => {
    let keysRead = 0;
    await fc.assert(
      fc.asyncProperty(contents, async (wanted) => {
        const scratch = new Scratch();
        const vault = await scratch.create({ kinds: [kind], credentials });
        for (const { name, fields: said, secret, changes } of wanted) {
          // A name may be drawn twice, and a removed key cannot be edited: what is refused changes nothing.
          const added = await addKey(vault, { ...said, name }, secret).catch((caught) => {
            expect(caught).toEqual(failure('name-taken'));
          });
          for (const what of added === undefined ? [] : changes)
            await step(vault, scratch, name, what, credentials).catch((caught) =>
              expect(caught).toHaveProperty('code'),
            );
        }
        const read = readVault(scratch.path, await way(scratch));
        expect(read.problems).toEqual([]);
        expect(read).toEqual(await readEverything(vault));
        keysRead += read.keys.length;
        await vault.close();
      }),
      { numRuns: 25 },
    );
    expect(keysRead).toBeGreaterThan(10);
  });

  it('finds what does not fit', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'a' }, [{ name: 'secret', bytes: Buffer.from('x') }]);
    const older = scratch.keepCopy();
    await addKey(vault, { name: 'b' }, [{ name: 'secret', bytes: Buffer.from('y') }]);
    await vault.close();
    const way = { recoveryCode: formatRecoveryCode(recoveryCode) };
    scratch.edit((file) =>
      file.exec(`ATTACH '${older}' AS older; DELETE FROM event; INSERT INTO event SELECT * FROM older.event`),
    );
    expect(readVault(scratch.path, way).problems).toEqual(['audit chain', 'confirmation']);
    scratch.edit((file) => file.exec('DELETE FROM api_key WHERE rowid = 1'));
    expect(readVault(scratch.path, way).problems[0]).toBe('manifest of the index side');
  });
});
