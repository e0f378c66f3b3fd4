/** Vaults behind a real TPM (swtpm): what is asked of it, what stops before lockout, and how one gets there and away. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TpmProtector } from '../../electron/protectors/tpm.ts';
import type { Credentials, Side, SlotPlace } from '../../electron/vault/ports.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { revealSecret } from '../../electron/vault/use-cases/deliver.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { changePin, hasPin, removePin, setPin } from '../../electron/vault/use-cases/pin.ts';
import { rekeyVault } from '../../electron/vault/use-cases/rekey.ts';
import { addSlot, recoverVault, removeSlot } from '../../electron/vault/use-cases/slots.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { TestDesktop } from '../support/desktop.ts';
import { failure } from '../support/failure.ts';
import { both, pin, recoveryCode, Scratch, secretOf, toTerminal } from '../support/scratch.ts';
import { Swtpm } from '../support/swtpm.ts';
import { altering, type Exchange, interrupting, listening, type Open } from '../support/transports.ts';

const otherPin = Buffer.from('another pin of some length');
const wrongPin = Buffer.from('not the pin');
const unsealCode = 0x15e;

let swtpm: Swtpm;
const onLinux = process.platform === 'linux';
beforeAll(async () => {
  if (onLinux) swtpm = await Swtpm.start();
});
afterAll(() => swtpm?.stop());

/** As many wrong PINs as a test needs, none of them yet given. */
function allowFailures(max: number, intervalSeconds = 1000): void {
  swtpm.run('tpm2_dictionarylockout', ['-c']);
  swtpm.run('tpm2_dictionarylockout', ['-s', '-n', String(max), '-t', String(intervalSeconds), '-l', '1000']);
}

const place: SlotPlace = { vaultId: randomBytes(16), slotId: randomBytes(16), kind: 'tpm', generation: 1 };
const keys = { index: randomBytes(32), secret: randomBytes(32) };

describe.skipIf(!onLinux)('TpmProtector', () => {
  const protector = (open?: Open) => new TpmProtector({ device: swtpm.name, open });
  const makeSlot = (credentials: Credentials = { pin }) => protector().protect(place, keys, credentials);
  const unlock = (body: unknown, credentials: Credentials = { pin }, sides: readonly Side[] = both, open?: Open) =>
    protector(open).unprotect(place, body, sides, credentials);
  beforeEach(() => allowFailures(1000));

  it('shows nobody on the way the PIN, the auth value made of it, or a key (T2)', async () => {
    const exchanges: Exchange[] = [];
    const body = await protector(listening(exchanges)).protect(place, keys, { pin });
    expect(await unlock(body, { pin }, both, listening(exchanges))).toEqual(keys);
    const { pinAuthValue } = await import('../../electron/protectors/tpm-slot.ts');
    const passed = Buffer.concat(exchanges.flatMap(({ command, answer }) => [command, answer]));
    for (const hidden of [pin, pinAuthValue(pin), keys.index, keys.secret])
      for (let at = 0; at + 8 <= hidden.length; at += 1)
        expect(passed.includes(hidden.subarray(at, at + 8))).toBe(false);
    expect(passed.includes(Buffer.from(body.indexObject.private, 'base64'))).toBe(true);
  });

  it('seals two objects: one that lockout does not stop, and one for the PIN', async () => {
    const body = await makeSlot();
    const attributes = (object: { public: string }) => Buffer.from(object.public, 'base64').readUInt32BE(6);
    expect(attributes(body.indexObject)).toBe(0x452); // fixedTPM, fixedParent, userWithAuth, noDA
    expect(attributes(body.secretObject)).toBe(0x052); // without noDA
    expect(attributes((await makeSlot({})).secretObject)).toBe(0x452);
  });

  it('tells an answer that was altered from a wrong PIN and from damage (T3)', async () => {
    const body = await makeSlot();
    const lastByte = altering((answer, _at, code) =>
      code === unsealCode ? flipped(answer, answer.length - 1) : answer,
    );
    await expect(unlock(body, { pin }, both, lastByte)).rejects.toEqual(failure('tpm-answer-altered'));
  });

  it('stops wrong PINs one short of lockout, and tells how long to wait (T4)', async () => {
    const body = await makeSlot();
    allowFailures(4, 1000);
    for (const triesLeft of [3, 2, 1]) {
      expect(await protector().guessLimit(body)).toEqual({ triesLeft, waitSeconds: 0 });
      await expect(unlock(body, { pin: wrongPin })).rejects.toEqual(failure('wrong-pin'));
    }
    for (const credentials of [{ pin: wrongPin }, { pin }])
      await expect(unlock(body, credentials)).rejects.toEqual(failure('tpm-lockout', { waitSeconds: 1000 }));
    expect(await protector().guessLimit(body)).toEqual({ triesLeft: 0, waitSeconds: 1000 });
    expect((await protector().inspect()).lockout).toMatchObject({ locked: false, failures: 3, maxFailures: 4 });
    expect(await unlock(body, {}, ['index'])).toEqual({ index: keys.index });
    await expect(makeSlot()).rejects.toEqual(failure('tpm-lockout'));
    expect(await protector().availability()).toEqual({ available: true });
    swtpm.run('tpm2_dictionarylockout', ['-c']);
    expect(await unlock(body)).toEqual(keys);
  });

  it('does not count the right PIN, or a failure that is no guess', async () => {
    const body = await makeSlot();
    await unlock(body);
    await expect(unlock({ ...body, index: body.secret, secret: body.index })).rejects.toEqual(failure('slot-damaged'));
    await expect(protector().unprotect({ ...place, slotId: randomBytes(16) }, body, both, { pin })).rejects.toThrow();
    expect((await protector().inspect()).lockout.failures).toBe(0);
  });

  it('reads names and dates while the TPM is locked by others, and says so about the PIN (T1)', async () => {
    const body = await makeSlot();
    allowFailures(2, 500);
    lockByOthers();
    expect(await protector().availability()).toMatchObject({ available: false, code: 'tpm-lockout' });
    await expect(unlock(body)).rejects.toEqual(failure('tpm-lockout', { waitSeconds: 1000 }));
    expect(await unlock(body, {}, ['index'])).toEqual({ index: keys.index });
    const open = await makeSlot({});
    expect(await unlock(open, {})).toEqual(keys);
  });

  it('refuses objects cut at any length or flipped in any byte as damage, and counts no failure (T5)', async () => {
    const body = await makeSlot();
    for (const [object, sides] of [
      ['indexObject', ['index']],
      ['secretObject', ['secret']],
    ] as const) {
      for (const part of ['public', 'private'] as const) {
        const bytes = Buffer.from(body[object][part], 'base64');
        for (let at = 0; at < bytes.length; at += 1)
          for (const altered of [bytes.subarray(0, at), flipped(bytes, at), flipped(bytes, at, 0x04)]) {
            const other = { ...body, [object]: { ...body[object], [part]: altered.toString('base64') } };
            const outcome = unlock(other, { pin }, sides);
            // Another noDA is another kind of slot: whatever is asked for then, nothing opens.
            await expect(outcome).rejects.toEqual(failure('slot-damaged'));
          }
      }
    }
    expect((await protector().inspect()).lockout.failures).toBe(0);
  });

  it('leaks no handle over 1,000 unlocks, failing ones among them (T6)', { timeout: 300_000 }, async () => {
    const body = await makeSlot();
    const damaged = { ...body, secretObject: { ...body.secretObject, private: body.indexObject.private } };
    for (let count = 0; count < 1000; count += 1) {
      if (count % 20 === 0) await expect(unlock(body, { pin: wrongPin })).rejects.toThrow();
      else if (count % 20 === 10) await expect(unlock(damaged)).rejects.toThrow();
      else await unlock(body);
    }
    expect(swtpm.loadedHandles()).toEqual([]);
  });

  it('survives that the TPM is killed in the middle of an unseal', async () => {
    const body = await makeSlot();
    const killing = interrupting(unsealCode, () => swtpm.kill());
    await expect(unlock(body, { pin }, both, killing)).rejects.toEqual(failure('tpm-unavailable'));
    await expect(unlock(body)).rejects.toEqual(failure('tpm-not-found'));
    await swtpm.start();
    expect(await unlock(body)).toEqual(keys);
  });

  it('tells that it is cleared, replaced, or changed in a way that cannot be told (T1)', async () => {
    const body = await makeSlot();
    const { endorsement: _unknown, ...withoutEndorsement } = body;
    swtpm.run('tpm2_clear');
    await expect(unlock(body)).rejects.toEqual(failure('tpm-cleared'));
    await expect(unlock(body, {}, ['index'])).rejects.toEqual(failure('tpm-cleared'));
    await expect(unlock(withoutEndorsement)).rejects.toEqual(failure('tpm-changed'));
    swtpm.run('tpm2_changeauth', ['-c', 'endorsement', 'a password']);
    await expect(unlock(body)).rejects.toEqual(failure('tpm-changed'));
    expect(await makeSlot()).not.toHaveProperty('endorsement');
    await swtpm.replace();
    await expect(unlock(body)).rejects.toEqual(failure('tpm-replaced'));
  });

  it('stays on the TPM of the slot that it replaces, and is sent elsewhere by name alone', async () => {
    const remembering = new TpmProtector();
    const body = await makeSlot();
    expect(body.device).toBe(swtpm.name);
    expect((await remembering.protect(place, keys, {}, body)).device).toBe(swtpm.name);
    expect(await remembering.unprotect(place, body, both, { pin })).toEqual(keys);
    const elsewhere = new TpmProtector({ device: swtpm.name });
    expect(await elsewhere.unprotect(place, { ...body, device: '/dev/tpmrm999' }, both, { pin })).toEqual(keys);
  });
});

describe.skipIf(!onLinux)('a vault behind a TPM', () => {
  let scratch: TpmScratch;
  beforeEach(() => {
    allowFailures(1000);
    scratch = new TpmScratch();
  });

  const kindsOf = async (vault: Vault) => (await vault.slots()).map((slot) => slot.kind);
  const idOf = async (vault: Vault, kind: string) =>
    (await vault.slots()).find((slot) => slot.kind === kind)!.id.toString('hex');
  const secretIn = async (vault: Vault) => (await revealSecret(vault, 'k', toTerminal)).secret[0]!.bytes.toString();

  it('lists without a PIN and reveals with it', async () => {
    const vault = await scratch.create({ kinds: ['tpm'], credentials: { pin } });
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    const listed = await scratch.open(['index'], {});
    expect((await listKeys(listed)).apiKeys.map(({ name }) => name)).toEqual(['k']);
    await expect(scratch.open(both, {})).rejects.toEqual(failure('pin-needed'));
    await expect(scratch.open(both, { pin: wrongPin })).rejects.toEqual(failure('wrong-pin'));
    expect(await secretIn(await scratch.open(both, { pin }))).toBe('s3');
  });

  it('opens in the window as far as the TPM lets it, and with the PIN', async () => {
    await (await scratch.create({ kinds: ['tpm'], credentials: { pin } })).close();
    const desktop = await new TestDesktop(scratch).start();
    expect(await desktop.value('vault.status', {})).toMatchObject({
      state: 'locked',
      problem: null,
      unlockBy: ['pin'],
    });
    expect(await desktop.call('vault.unlock', { pin: wrongPin.toString() })).toEqual(failure('wrong-pin'));
    expect(await desktop.value('vault.unlock', { pin: pin.toString() })).toMatchObject({ state: 'unlocked' });
    expect(desktop.defects).toEqual([]);
  });

  it('sets, changes and removes its PIN', async () => {
    const vault = await scratch.create({ kinds: ['tpm'], credentials: {} });
    await expect(setPin(vault, Buffer.from('12345'))).rejects.toEqual(failure('pin-too-short', { min: 6 }));
    await setPin(vault, Buffer.from('123456'));
    expect(await hasPin(vault)).toBe(true);
    await expect(scratch.open(both, {})).rejects.toEqual(failure('pin-needed'));
    await changePin(vault, otherPin);
    await expect(scratch.open(both, { pin: Buffer.from('123456') })).rejects.toEqual(failure('wrong-pin'));
    await scratch.open(both, { pin: otherPin });
    await removePin(vault);
    await scratch.open(both, {});
    expect(await kindsOf(vault)).toEqual(['tpm']);
  });

  it('moves from the keychain to the TPM and back', async () => {
    const vault = await scratch.create({ kinds: ['keychain'], credentials: { pin } });
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    await expect(addSlot(vault, 'tpm', {})).rejects.toEqual(failure('pin-needed'));
    await expect(addSlot(vault, 'tpm', { pin: wrongPin })).rejects.toEqual(failure('wrong-pin'));
    await addSlot(vault, 'tpm', { pin });
    await removeSlot(vault, await idOf(vault, 'keychain'));
    expect(scratch.keychain.items.accounts()).toEqual([]);
    expect(await secretIn(await scratch.open(both, { pin }))).toBe('s3');
    await addSlot(vault, 'keychain', { pin });
    await removeSlot(vault, await idOf(vault, 'tpm'));
    expect(await secretIn(await scratch.open(both, { pin }))).toBe('s3');
    expect(await kindsOf(vault)).toEqual(['keychain']);
  });

  it('lets no keychain slot in with a PIN that is long enough for a TPM alone', async () => {
    const short = Buffer.from('123456');
    const vault = await scratch.create({ kinds: ['tpm'], credentials: { pin: short } });
    await expect(addSlot(vault, 'keychain', { pin: short })).rejects.toEqual(failure('pin-too-short', { min: 8 }));
    await addSlot(vault, 'tpm', { pin: short });
    expect(await kindsOf(vault)).toEqual(['tpm', 'tpm']);
  });

  it('does not fall back to the keychain, but for who names it (C5)', async () => {
    const vault = await scratch.create({ kinds: ['keychain'], credentials: {} });
    await addSlot(vault, 'tpm', {});
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    swtpm.run('tpm2_clear');
    await expect(scratch.open(both, {})).rejects.toEqual(failure('tpm-cleared'));
    const locked = await scratch.open([], {});
    await locked.unlock(both, {}, 'keychain');
    expect(await secretIn(locked)).toBe('s3');
  });

  it('gets new keys on the same TPM', async () => {
    const vault = await scratch.create({ kinds: ['tpm', 'recovery'], credentials: { pin, recoveryCode } });
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    await rekeyVault(vault, { credentials: { pin, recoveryCode }, drop: new Set(), dropDamaged: false });
    expect(await secretIn(await scratch.open(both, { pin }))).toBe('s3');
  });

  it('comes back by the recovery code after the TPM was cleared', async () => {
    const vault = await scratch.create({ kinds: ['tpm', 'recovery'], credentials: { pin, recoveryCode } });
    await addKey(vault, { name: 'k' }, secretOf('s3'));
    swtpm.run('tpm2_clear');
    const recovered = await scratch.open(both, { recoveryCode });
    await recoverVault(recovered, 'tpm', { pin: otherPin });
    expect(await secretIn(await scratch.open(both, { pin: otherPin }))).toBe('s3');
  });
});

/** A vault as its siblings of the unit tests, on this TPM. */
class TpmScratch extends Scratch {
  override parts() {
    const parts = super.parts();
    return { ...parts, protectors: { ...parts.protectors, tpm: new TpmProtector({ device: swtpm.name }) } };
  }
}

/** Another program gives wrong passwords for something of its own, until the TPM takes none. */
function lockByOthers(): void {
  const index = '0x1500016';
  swtpm.run('tpm2_nvdefine', ['-C', 'o', '-s', '8', '-p', 'right', '-a', 'authread|authwrite', index]);
  for (let count = 0; count < 4; count += 1)
    expect(() => swtpm.run('tpm2_nvwrite', ['-C', index, '-P', 'wrong', '-i', '-', index], Buffer.alloc(8))).toThrow();
  swtpm.run('tpm2_nvundefine', ['-C', 'o', index]);
}

function flipped(bytes: Buffer, at: number, mask = 0x10): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ mask, at);
  return copy;
}
