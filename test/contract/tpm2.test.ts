/** The TPM client on a real TPM: swtpm, with tpm2-tools as the peer that speaks the same. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  describeTpm,
  endorsementName,
  getRandom,
  type ParentRecord,
  readLockout,
  type SealedObject,
  type Tpm,
  type TpmAddress,
  withSealing,
  withTpm,
} from '../../electron/tpm2/index.ts';
import { tpm2Failure } from '../support/failure.ts';
import { type RootAlgorithm, Swtpm } from '../support/swtpm.ts';
import { altering, dyingAt, type Exchange, interrupting, listening, type Open } from '../support/transports.ts';

const secret = Buffer.from('the bytes that only this TPM gives back');
const authValue = createHash('sha256').update('a PIN').digest();
const source = join(import.meta.dirname, '../../electron/tpm2');
const commandCodes = { unseal: 0x15e, load: 0x157, createPrimary: 0x131 };

interface Kept {
  readonly parent: ParentRecord;
  readonly open: SealedObject;
  readonly guarded: SealedObject;
}

describe.skipIf(process.platform !== 'linux')('on swtpm', () => {
  let swtpm: Swtpm;
  beforeAll(async () => {
    swtpm = await Swtpm.start();
    // Wrong auth values are counted, and many tests give some.
    swtpm.run('tpm2_dictionarylockout', ['-s', '-n', '1000', '-t', '10', '-l', '10']);
  });
  afterAll(() => swtpm.stop());
  afterEach(() => expect(swtpm.loadedHandles()).toEqual([]));

  const use = <T>(work: (tpm: Tpm) => Promise<T>, open?: Open) => withTpm(swtpm.address, work, { open });
  const sealBoth = (open?: Open): Promise<Kept> =>
    use(
      (tpm) =>
        withSealing(tpm, undefined, async (sealing) => ({
          parent: sealing.parent,
          open: await sealing.seal(secret),
          guarded: await sealing.seal(secret, authValue),
        })),
      open,
    );
  const unsealOpen = ({ parent, open }: Kept, via?: Open) =>
    use((tpm) => withSealing(tpm, parent, (sealing) => sealing.unseal(open)), via);
  const unsealGuarded = ({ parent, guarded }: Kept, value: Buffer | undefined = authValue, via?: Open) =>
    use((tpm) => withSealing(tpm, parent, (sealing) => sealing.unseal(guarded, value)), via);

  const roots: readonly (readonly [string, RootAlgorithm | undefined, Partial<ParentRecord>])[] = [
    ['a parent made for the occasion', undefined, { kind: 'transient', template: 'ecc-p256' }],
    ['an ECC root key', 'ecc256', { kind: 'persistent', template: 'ecc-p256' }],
    ['an RSA root key', 'rsa2048', { kind: 'persistent', template: 'rsa-2048' }],
  ];

  describe.each(roots)('under %s', (_what, algorithm, record) => {
    beforeAll(() => algorithm && swtpm.persistRootKey(algorithm));
    afterAll(() => algorithm && swtpm.removeRootKey());

    /** Loads what is in `name.pub` and `name.priv`, as tpm2-tools do. */
    function loadByTools(name: string): void {
      if (algorithm === undefined) swtpm.makeRootKey('ecc256', 'parent.ctx');
      const parent = algorithm === undefined ? 'parent.ctx' : '0x81000001';
      swtpm.run('tpm2_load', ['-Q', '-C', parent, '-u', `${name}.pub`, '-r', `${name}.priv`, '-c', `${name}.ctx`]);
      swtpm.flush();
    }

    it('gives back what was sealed, with and without an auth value', async () => {
      const kept = await sealBoth();
      expect(kept.parent).toMatchObject(record);
      expect(await unsealOpen(kept)).toEqual(secret);
      expect(await unsealGuarded(kept)).toEqual(secret);
    });

    it('refuses a wrong auth value and none', async () => {
      const kept = await sealBoth();
      await expect(unsealGuarded(kept, randomBytes(32))).rejects.toEqual(tpm2Failure('wrong-auth'));
      await expect(unsealGuarded(kept, Buffer.alloc(0))).rejects.toEqual(tpm2Failure('wrong-auth'));
    });

    it('seals what tpm2-tools unseal (T7)', async () => {
      const { open, guarded } = await sealBoth();
      for (const [name, blob, auth] of [
        ['open', open, []],
        ['guarded', guarded, ['-p', `hex:${authValue.toString('hex')}`]],
      ] as const) {
        writeFileSync(join(swtpm.folder, `${name}.pub`), blob.public);
        writeFileSync(join(swtpm.folder, `${name}.priv`), blob.private);
        loadByTools(name);
        expect(swtpm.run('tpm2_unseal', ['-c', `${name}.ctx`, ...auth])).toEqual(secret);
        swtpm.flush();
      }
    });

    it('unseals what tpm2-tools sealed (T7)', async () => {
      if (algorithm === undefined) swtpm.makeRootKey('ecc256', 'parent.ctx');
      const parent = algorithm === undefined ? 'parent.ctx' : '0x81000001';
      const files = ['-u', 'theirs.pub', '-r', 'theirs.priv', '-i', '-'];
      const attributes = ['-a', 'fixedtpm|fixedparent|userwithauth'];
      const auth = ['-p', `hex:${authValue.toString('hex')}`];
      swtpm.run('tpm2_create', ['-Q', '-C', parent, ...files, ...attributes, ...auth], secret);
      swtpm.flush();
      const blob = (end: string) => readFileSync(join(swtpm.folder, `theirs.${end}`));
      const theirs = { public: blob('pub'), private: blob('priv') };
      const unsealed = use((tpm) => withSealing(tpm, undefined, (sealing) => sealing.unseal(theirs, authValue)));
      expect(await unsealed).toEqual(secret);
    });

    it('shows nobody on the way what is sealed, or the auth value (T2)', async () => {
      const exchanges: Exchange[] = [];
      const kept = await sealBoth(listening(exchanges));
      await unsealOpen(kept, listening(exchanges));
      await unsealGuarded(kept, authValue, listening(exchanges));
      const passed = Buffer.concat(exchanges.flatMap(({ command, answer }) => [command, answer]));
      for (const hidden of [secret, secret.subarray(0, 8), authValue, authValue.subarray(0, 8)])
        expect(passed.includes(hidden)).toBe(false);
      expect(exchanges.filter(({ code }) => code === commandCodes.unseal)).toHaveLength(2);
      // Proof that the search finds what is not hidden.
      expect(passed.includes(kept.open.private)).toBe(true);
    });

    it('refuses every answer that was altered, whichever byte (T3)', async () => {
      const kept = await sealBoth();
      const exchanges: Exchange[] = [];
      await unsealGuarded(kept, authValue, listening(exchanges));
      for (const [at, { answer, code }] of exchanges.entries()) {
        if (code !== commandCodes.unseal && code !== commandCodes.load) continue;
        for (let byte = 0; byte < answer.length; byte += 1) {
          const alter = altering((bytes, number) => (number === at ? flipped(bytes, byte) : bytes));
          await expect(unsealGuarded(kept, authValue, alter)).rejects.toEqual(tpm2Failure());
          if (code === commandCodes.load) swtpm.flush(); // a handle that was altered is not flushed by us
        }
      }
    });
  });

  it('gives the right bytes or an error, whatever answer is altered, in whichever byte (T3)', async () => {
    const kept = await sealBoth();
    const exchanges: Exchange[] = [];
    await unsealGuarded(kept, authValue, listening(exchanges));
    let refusals = 0;
    for (const [at, { answer }] of exchanges.entries()) {
      for (let byte = 0; byte < answer.length; byte += 1) {
        // What a flipped handle left loaded may be in the way by now: such an answer is short.
        const alter = altering((bytes, number) =>
          number === at && byte < bytes.length ? flipped(bytes, byte) : bytes,
        );
        const outcome = await unsealGuarded(kept, authValue, alter).catch((caught) => caught);
        if (Buffer.isBuffer(outcome)) expect(outcome).toEqual(secret);
        else expect(outcome).toEqual(tpm2Failure());
        refusals += Buffer.isBuffer(outcome) ? 0 : 1;
      }
    }
    expect(refusals).toBeGreaterThan(200); // the rest is in what is not used: a ticket, a name that is computed
    swtpm.flush();
  });

  it('does what its README shows', () => {
    const readme = readFileSync(join(source, 'README.md'), 'utf8');
    const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
    expect(
      example
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('//')).length,
    ).toBeLessThanOrEqual(10);
    const program = `const secret = Buffer.from('as it was');
      ${example.replace('./index.ts', join(source, 'index.ts')).replaceAll('(defaultTpmAddress', `(${JSON.stringify(swtpm.address)}`)}
      console.log(again.toString());`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(ran.stdout).toBe('as it was\n');
  });

  it('finds its parent again when that has become permanent, and when it no longer is', async () => {
    const kept = await sealBoth();
    expect(kept.parent.kind).toBe('transient');
    swtpm.persistRootKey('ecc256');
    const exchanges: Exchange[] = [];
    expect(await unsealOpen({ ...kept, parent: { ...kept.parent, kind: 'persistent' } }, listening(exchanges))).toEqual(
      secret,
    );
    expect(exchanges.some(({ code }) => code === commandCodes.createPrimary)).toBe(false);
    swtpm.removeRootKey();
    expect(await unsealOpen({ ...kept, parent: { ...kept.parent, kind: 'persistent' } })).toEqual(secret);
  });

  it('passes over a root key that lockout would stop', async () => {
    const attributes = 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt';
    swtpm.run('tpm2_createprimary', ['-Q', '-C', 'o', '-G', 'ecc256:aes128cfb', '-a', attributes, '-c', 'da.ctx']);
    swtpm.run('tpm2_evictcontrol', ['-Q', '-C', 'o', '-c', 'da.ctx', '0x81000001']);
    swtpm.flush();
    expect((await sealBoth()).parent.kind).toBe('transient');
    swtpm.removeRootKey();
  });

  it("tells that the owner's password is needed to make a parent", async () => {
    const kept = await sealBoth();
    swtpm.run('tpm2_changeauth', ['-c', 'owner', 'a password']);
    await expect(unsealOpen(kept)).rejects.toEqual(tpm2Failure('owner-password'));
    await expect(sealBoth()).rejects.toEqual(tpm2Failure('owner-password'));
    swtpm.run('tpm2_changeauth', ['-c', 'owner', '-p', 'a password']);
    expect(await unsealOpen(kept)).toEqual(secret);
  });

  it("does without the owner's password where its parent has been made permanent", async () => {
    const kept = await sealBoth();
    swtpm.persistRootKey('ecc256');
    swtpm.run('tpm2_changeauth', ['-c', 'owner', 'a password']);
    expect(await unsealOpen(kept)).toEqual(secret);
    swtpm.run('tpm2_changeauth', ['-c', 'owner', '-p', 'a password']);
    swtpm.removeRootKey();
  });

  it('makes its parent where the permanent one has a password of its own, and tells of it where it cannot', async () => {
    swtpm.persistRootKey('ecc256');
    const kept = await sealBoth();
    expect(kept.parent.kind).toBe('persistent');
    swtpm.removeRootKey();
    swtpm.persistRootKey('ecc256', 'a password');
    expect(await unsealOpen(kept)).toEqual(secret);
    expect((await sealBoth()).parent.kind).toBe('transient');
    swtpm.run('tpm2_changeauth', ['-c', 'owner', 'another']);
    await expect(unsealOpen(kept)).rejects.toEqual(tpm2Failure('parent-password'));
    await expect(sealBoth()).rejects.toEqual(tpm2Failure('parent-password'));
    swtpm.run('tpm2_changeauth', ['-c', 'owner', '-p', 'another']);
    swtpm.removeRootKey();
  });

  it('takes 1 to 128 bytes, and auth values with zeros at their end', async () => {
    for (const length of [1, 127, 128]) {
      const bytes = randomBytes(length);
      const value = Buffer.concat([randomBytes(3), Buffer.alloc(2)]);
      const unsealed = use((tpm) =>
        withSealing(tpm, undefined, async (sealing) => sealing.unseal(await sealing.seal(bytes, value), value)),
      );
      expect(await unsealed).toEqual(bytes);
    }
    for (const length of [0, 129])
      await expect(use((tpm) => withSealing(tpm, undefined, (all) => all.seal(Buffer.alloc(length))))).rejects.toThrow(
        RangeError,
      );
  });

  it('refuses blobs cut at every length, and flipped in every byte (T5)', async () => {
    const kept = await sealBoth();
    const refused = async (altered: SealedObject, auth: Buffer | undefined) =>
      use((tpm) =>
        withSealing(tpm, kept.parent, async (sealing) => {
          await expect(sealing.unseal(altered, auth)).rejects.toEqual(tpm2Failure('blob-refused'));
        }),
      );
    for (const [blob, auth] of [
      [kept.open, undefined],
      [kept.guarded, authValue],
    ] as const) {
      for (const part of ['public', 'private'] as const) {
        for (let at = 0; at < blob[part].length; at += 1) {
          await refused({ ...blob, [part]: blob[part].subarray(0, at) }, auth);
          await refused({ ...blob, [part]: flipped(blob[part], at) }, auth);
        }
        await refused({ ...blob, [part]: Buffer.concat([blob[part], Buffer.of(0)]) }, auth);
      }
    }
    await refused({ public: kept.open.public, private: kept.guarded.private }, authValue);
  });

  it('leaks no handle over 1,000 unseals (T6)', async () => {
    const kept = await sealBoth();
    for (let count = 0; count < 1000; count += 1) {
      if (count % 10 === 0) await expect(unsealOpen({ ...kept, open: kept.guarded })).rejects.toEqual(tpm2Failure());
      else await unsealOpen(kept);
    }
    expect(swtpm.loadedHandles()).toEqual([]);
  });

  it('serves many at once, one after the other', async () => {
    const kept = await sealBoth();
    const all = await Promise.all(Array.from({ length: 20 }, () => unsealGuarded(kept)));
    expect(all.every((bytes) => bytes.equals(secret))).toBe(true);
  });

  it('goes on after clients that died with their objects loaded', async () => {
    const kept = await sealBoth();
    for (let times = 0; times < 4; times += 1)
      await expect(unsealOpen(kept, dyingAt(commandCodes.unseal))).rejects.toThrow('died');
    expect(swtpm.loadedHandles()).not.toEqual([]);
    expect(await unsealOpen(kept)).toEqual(secret);
    swtpm.flush();
  });

  it('survives that the TPM is killed in the middle of an unseal', async () => {
    const kept = await sealBoth();
    const killed = unsealGuarded(
      kept,
      authValue,
      interrupting(commandCodes.unseal, () => swtpm.kill()),
    );
    await expect(killed).rejects.toEqual(tpm2Failure('connection-lost'));
    await expect(unsealOpen(kept)).rejects.toEqual(tpm2Failure('no-device'));
    await swtpm.start();
    expect(await unsealGuarded(kept)).toEqual(secret);
  });

  it('speaks over a unix socket too', async () => {
    const kept = await sealBoth();
    const path = await swtpm.onUnixSocket();
    const address: TpmAddress = { kind: 'unix', path };
    expect(await withTpm(address, (tpm) => withSealing(tpm, kept.parent, (all) => all.unseal(kept.open)))).toEqual(
      secret,
    );
    await swtpm.restart();
  });

  it('speaks to a device file', async () => {
    const kept = await sealBoth();
    const bridge = spawn('python3', [
      join(import.meta.dirname, '../support/pty-bridge.py'),
      String(swtpm.address.port),
    ]);
    const [path] = await once(createInterface(bridge.stdout), 'line');
    const address: TpmAddress = { kind: 'device', path };
    expect(await withTpm(address, (tpm) => withSealing(tpm, kept.parent, (all) => all.unseal(kept.open)))).toEqual(
      secret,
    );
    bridge.kill();
  });

  it('tells who made it, and how its lockout is set', async () => {
    const [description, lockout] = await use(async (tpm) => [await describeTpm(tpm), await readLockout(tpm)] as const);
    expect(description).toMatchObject({ manufacturer: 'IBM', model: 'SW TPM' });
    expect(description.firmware).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    const rules = { locked: false, maxFailures: 1000, intervalSeconds: 10, recoverySeconds: 10 };
    expect(lockout).toMatchObject({ ...rules, hasPassword: false });
    swtpm.run('tpm2_changeauth', ['-c', 'lockout', 'a password']);
    expect(await use(readLockout)).toMatchObject({ ...rules, hasPassword: true });
    swtpm.run('tpm2_changeauth', ['-c', 'lockout', '-p', 'a password']);
    expect(await use((tpm) => getRandom(tpm, 16))).toHaveLength(16);
  });

  it('does not know its parent on a TPM that was cleared, or is another (T1)', async () => {
    const kept = await sealBoth();
    const before = await use(endorsementName);
    expect(before).toHaveLength(34);
    swtpm.run('tpm2_clear');
    await expect(unsealOpen(kept)).rejects.toEqual(tpm2Failure('parent-changed'));
    expect(await use(endorsementName)).toEqual(before);
    await swtpm.replace();
    await expect(unsealOpen(kept)).rejects.toEqual(tpm2Failure('parent-changed'));
    expect(await use(endorsementName)).not.toEqual(before);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
}
