/** A vault of format version 1, made once: it opens for ever, and holds what it held. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PassphraseProtector } from '../../../electron/protectors/passphrase.ts';
import { parseRecoveryCode } from '../../../electron/protectors/recovery-code.ts';
import type { Credentials } from '../../../electron/vault/ports.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { checkVault } from '../../../electron/vault/use-cases/check-vault.ts';
import { printHeaders } from '../../../electron/vault/use-cases/deliver.ts';
import { rekeyVault } from '../../../electron/vault/use-cases/rekey.ts';
import { restoreKey } from '../../../electron/vault/use-cases/trash.ts';
import { readEverything } from '../../support/read-everything.ts';
import { both, Scratch, secretOf, toTerminal } from '../../support/scratch.ts';
import { readVault } from './independent-reader.ts';

const file = fileURLToPath(new URL('../../fixtures/vault-v1/vault.db', import.meta.url));
const { passphrase, recoveryCode, meta, keys, events } = JSON.parse(
  readFileSync(new URL('../../fixtures/vault-v1/expected.json', import.meta.url), 'utf8'),
);
const ways: [string, Credentials][] = [
  ['its passphrase', { passphrase: Buffer.from(passphrase.normalize('NFKC')) }],
  ['its recovery code', { recoveryCode: parseRecoveryCode(recoveryCode) }],
];

/** A copy: opening a vault may write beside it. */
function copy(): Scratch {
  const scratch = new Scratch();
  mkdirSync(dirname(scratch.path), { mode: 0o700 });
  copyFileSync(file, scratch.path);
  chmodSync(scratch.path, 0o600);
  return scratch;
}

describe('the fixture of format version 1', () => {
  it('is the one that was committed', () => {
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(hash).toBe('da82eb690e46b21ac7b7a898668de028627ac1e0cb9df3bd98f047dd2ec1bd4d');
  });

  it.each(ways)('opens with %s, and holds what it held', async (_what, credentials) => {
    const scratch = copy();
    const before = scratch.hash();
    const vault = await scratch.open(both, credentials);
    expect({ ...vault.meta, vaultId: vault.meta.vaultId.toString('hex') }).toEqual(meta);
    expect(await readEverything(vault)).toEqual({ keys, events, problems: [] });
    expect(scratch.hash()).toBe(before);
  });

  it('costs what new slots cost', async () => {
    const { body } = copy().edit((open) => open.prepare("SELECT body FROM slot WHERE kind = 'passphrase'").get()) as {
      body: string;
    };
    expect(JSON.parse(body).scrypt).toMatchObject({ N: 2 ** 17, r: 8, p: 1 });
    expect(new PassphraseProtector().needsPin()).toBe(false);
  });

  it('is read the same by a reader that shares no code with the project', () => {
    expect(readVault(file, { passphrase })).toEqual({ keys, events, problems: [] });
    expect(readVault(file, { recoveryCode })).toEqual({ keys, events, problems: [] });
  });

  it('is written and re-keyed as any vault', async () => {
    const scratch = copy();
    const credentials = { recoveryCode: parseRecoveryCode(recoveryCode) };
    const vault = await scratch.open(both, credentials);
    await addKey(vault, { name: 'later' }, secretOf('x'));
    await restoreKey(vault, 'gone');
    const { secret } = await printHeaders(vault, 'DATADOG', toTerminal);
    expect(secret.map((line) => `${line.name}: ${line.value}`)).toEqual([
      'DD-API-KEY: dd-api',
      'DD-APPLICATION-KEY: dd-application',
    ]);
    const slots = (await vault.slots()).filter((slot) => slot.kind === 'passphrase');
    const drop = new Set(slots.map((slot) => slot.id.toString('hex')));
    await rekeyVault(vault, { credentials, drop, dropDamaged: false });
    expect(await checkVault(vault)).toMatchObject({ findings: [], keys: 9, inTrash: 1 });
    expect(readVault(scratch.path, { recoveryCode })).toEqual(await readEverything(vault));
  });
});
