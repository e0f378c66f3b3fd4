/** What every protector keeps: run against the fake, a real Secret Service, a real TPM (swtpm), a passphrase and a recovery code. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import { PassphraseProtector } from '../../electron/protectors/passphrase.ts';
import { RecoveryProtector } from '../../electron/protectors/recovery.ts';
import { TpmProtector } from '../../electron/protectors/tpm.ts';
import type { Credentials, Protector, Side, SlotPlace } from '../../electron/vault/ports.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { cheapScryptCost, FakeProtector } from '../fakes/fake-protector.ts';
import { type RootAlgorithm, Swtpm } from '../support/swtpm.ts';

interface Subject {
  readonly name: string;
  readonly make: () => Protector;
  readonly right: Credentials;
  /** What another root than the slot's answers. */
  readonly refused: ErrorCode;
  /** Credentials that must fail, each with its code. */
  readonly wrong: readonly (readonly [string, Credentials, ErrorCode])[];
  /** Whether the operating system keeps something for a slot, which `discard` removes. */
  readonly keepsItem: boolean;
  readonly skipped?: string | false;
  /** What the TPM has at 0x81000001 meanwhile. */
  readonly rootKey?: RootAlgorithm;
}

const pin = Buffer.from('a pin of some length');
const passphrase = Buffer.from('correct horse battery staple');
const recoveryCode = randomBytes(16);
const both: readonly Side[] = ['index', 'secret'];

const wrongPins: Subject['wrong'] = [
  ['another PIN', { pin: Buffer.from('another pin of some length') }, 'wrong-pin'],
  ['no PIN', {}, 'pin-needed'],
  ['an empty PIN', { pin: Buffer.alloc(0) }, 'pin-needed'],
];
const keychain = () =>
  new KeychainProtector({ platform: process.platform, env: process.env, scryptCost: cheapScryptCost });
const noSecretService = process.platform !== 'linux' && 'a keychain is only touched by tests on Linux';
let swtpm: Swtpm;
const onLinux = process.platform === 'linux';
beforeAll(async () => {
  if (!onLinux) return;
  swtpm = await Swtpm.start();
  // Wrong PINs are counted, and here some are given.
  swtpm.run('tpm2_dictionarylockout', ['-s', '-n', '1000', '-t', '10', '-l', '10']);
});
afterAll(() => swtpm?.stop());
const tpm = () => new TpmProtector({ device: swtpm.name });
/** A slot that another one opens is a row that was altered: its own TPM gave the bytes that it is wrapped under. */
const tpmCommon = {
  refused: 'slot-damaged',
  keepsItem: false,
  skipped: !onLinux && 'swtpm is tested with on Linux',
} as const;
const keychainCommon = { refused: 'keychain-item-missing', keepsItem: true } as const;

const subjects: Subject[] = [
  { name: 'fake', make: () => new FakeProtector(), right: {}, wrong: [], ...keychainCommon },
  { name: 'fake with a PIN', make: () => new FakeProtector(), right: { pin }, wrong: wrongPins, ...keychainCommon },
  { name: 'keychain', make: keychain, right: {}, wrong: [], ...keychainCommon, skipped: noSecretService },
  {
    name: 'keychain with a PIN',
    make: keychain,
    right: { pin },
    wrong: wrongPins,
    ...keychainCommon,
    skipped: noSecretService,
  },
  { name: 'TPM', make: tpm, right: {}, wrong: [], ...tpmCommon },
  { name: 'TPM with a PIN', make: tpm, right: { pin }, wrong: wrongPins, ...tpmCommon },
  { name: 'TPM with an ECC root key', make: tpm, right: { pin }, wrong: wrongPins, rootKey: 'ecc256', ...tpmCommon },
  { name: 'TPM with an RSA root key', make: tpm, right: { pin }, wrong: wrongPins, rootKey: 'rsa2048', ...tpmCommon },
  {
    name: 'passphrase',
    make: () => new PassphraseProtector({ scryptCost: cheapScryptCost }),
    right: { passphrase },
    refused: 'wrong-passphrase',
    wrong: [
      ['another passphrase', { passphrase: Buffer.from('Correct horse battery staple') }, 'wrong-passphrase'],
      ['no passphrase', { pin, recoveryCode }, 'passphrase-needed'],
      ['an empty passphrase', { passphrase: Buffer.alloc(0) }, 'passphrase-needed'],
    ],
    keepsItem: false,
  },
  {
    name: 'recovery',
    make: () => new RecoveryProtector(),
    right: { recoveryCode },
    refused: 'wrong-recovery-code',
    wrong: [
      ['another code', { recoveryCode: randomBytes(16) }, 'wrong-recovery-code'],
      ['no code', { pin, passphrase }, 'recovery-code-needed'],
    ],
    keepsItem: false,
  },
];

for (const subject of subjects) {
  describe.skipIf(subject.skipped)(`${subject.name}${subject.skipped ? ` (${subject.skipped})` : ''}`, () => {
    let protector: Protector;
    beforeAll(() => {
      if (subject.rootKey) swtpm.persistRootKey(subject.rootKey);
      protector = subject.make();
    });
    afterAll(() => subject.rootKey && swtpm.removeRootKey());
    const newPlace = (): SlotPlace => ({
      vaultId: randomBytes(16),
      slotId: randomBytes(16),
      kind: protector.kind,
      generation: 1,
    });
    const newKeys = () => ({ index: randomBytes(32), secret: randomBytes(32) });
    const newSlot = async () => {
      const [place, keys] = [newPlace(), newKeys()];
      const body = await protector.protect(place, keys, subject.right);
      return { place, keys, body: JSON.parse(JSON.stringify(body)) };
    };
    const open = (place: SlotPlace, body: unknown, sides = both, credentials = subject.right) =>
      protector.unprotect(place, body, sides, credentials);

    it('is available', async () => {
      expect(await protector.availability()).toEqual({ available: true });
    });

    it('gives back both keys, or the one that is asked for', async () => {
      const { place, keys, body } = await newSlot();
      expect(await open(place, body)).toEqual(keys);
      expect(await open(place, body, ['index'])).toEqual({ index: keys.index });
      expect(await open(place, body, ['secret'])).toEqual({ secret: keys.secret });
      await protector.discard(place);
    });

    it('gives back whatever keys it was given', async () => {
      const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
      await fc.assert(
        fc.asyncProperty(key, key, async (index, secret) => {
          const place = newPlace();
          const body = await protector.protect(place, { index, secret }, subject.right);
          expect(await open(place, body)).toEqual({ index, secret });
          await protector.discard(place);
        }),
        { numRuns: 20 },
      );
    });

    it('leaves keys and credentials to their owner, unchanged', async () => {
      const [place, keys] = [newPlace(), newKeys()];
      const before = structuredClone([keys, subject.right]);
      await open(place, await protector.protect(place, keys, subject.right));
      expect(structuredClone([keys, subject.right])).toEqual(before);
      await protector.discard(place);
    });

    it('makes a body without keys or credentials in it', async () => {
      const { place, keys, body } = await newSlot();
      const text = JSON.stringify(body);
      for (const secret of [keys.index, keys.secret, ...Object.values(subject.right)])
        for (const form of ['base64', 'hex', 'latin1'] as const) expect(text).not.toContain(secret.toString(form));
      expect(text.length).toBeLessThan(2000);
      await protector.discard(place);
    });

    it('makes another body every time', async () => {
      const [one, two] = [await newSlot(), await newSlot()];
      expect(one.body.index).not.toBe(two.body.index);
      await expect(open(one.place, two.body)).rejects.toThrow();
      await protector.discard(one.place);
      await protector.discard(two.place);
    });

    it('opens in no other vault, slot or generation, and no side in place of the other', async () => {
      const { place, body } = await newSlot();
      const code = (expected: ErrorCode) => expect.objectContaining({ code: expected });
      for (const side of both) {
        await expect(open({ ...place, vaultId: randomBytes(16) }, body, [side])).rejects.toEqual(code(subject.refused));
        await expect(open({ ...place, slotId: randomBytes(16) }, body, [side])).rejects.toEqual(code(subject.refused));
        await expect(open({ ...place, generation: 2 }, body, [side])).rejects.toThrow();
        await expect(open(place, { ...body, index: body.secret, secret: body.index }, [side])).rejects.toThrow();
      }
      await protector.discard(place);
    });

    it('fails for every single flipped bit of each wrap', async () => {
      const { place, body } = await newSlot();
      for (const side of both) {
        const wrap = Buffer.from(body[side], 'base64');
        for (let bit = 0; bit < wrap.length * 8; bit += 1) {
          const flipped = Buffer.from(wrap);
          flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          // The root is right: it opens the other side. So it is the slot that is named, and not what the user typed.
          await expect(open(place, { ...body, [side]: flipped.toString('base64') }, [side])).rejects.toEqual(
            expect.objectContaining({ code: 'slot-damaged' }),
          );
        }
      }
      await protector.discard(place);
    });

    it('fails for a wrap cut at any length or with bytes added', async () => {
      const { place, body } = await newSlot();
      for (const side of both) {
        const wrap = Buffer.from(body[side], 'base64');
        const others = Array.from(wrap, (_, length) => wrap.subarray(0, length));
        for (const other of [...others, Buffer.concat([wrap, Buffer.of(0)])])
          await expect(open(place, { ...body, [side]: other.toString('base64') }, [side])).rejects.toEqual(
            expect.objectContaining({ code: 'slot-damaged' }),
          );
      }
      await protector.discard(place);
    });

    for (const [what, credentials, code] of subject.wrong) {
      it(`answers '${code}' to ${what}`, async () => {
        const { place, body } = await newSlot();
        await expect(open(place, body, both, credentials)).rejects.toEqual(expect.objectContaining({ code }));
        await expect(open(place, body, ['secret'], credentials)).rejects.toEqual(expect.objectContaining({ code }));
        await protector.discard(place);
      });
    }

    it('tells whether a PIN is needed, and opens the index side without one', async () => {
      const { place, keys, body } = await newSlot();
      expect(protector.needsPin(body)).toBe(subject.right.pin !== undefined);
      if (subject.right.pin) expect(await open(place, body, ['index'], {})).toEqual({ index: keys.index });
      await protector.discard(place);
    });

    it("answers 'slot-damaged' to any body that is not its own", async () => {
      const { place, body } = await newSlot();
      const damaged = expect.objectContaining({ code: 'slot-damaged' });
      const garbage = fc.oneof(
        fc.jsonValue(),
        fc.jsonValue().map((extra) => ({ ...body, extra })),
      );
      const oneFieldOff = fc
        .tuple(fc.constantFrom(...Object.keys(body)), fc.jsonValue())
        .filter(([field, value]) => !(field === 'pin' && value === null))
        .map(([field, value]) => ({ ...body, [field]: value }));
      await fc.assert(
        fc.asyncProperty(fc.oneof(garbage, oneFieldOff), async (other) => {
          await expect(open(place, other)).rejects.toEqual(damaged);
          expect(protector.needsPin(other)).toBeTypeOf('boolean');
        }),
      );
      const huge = { ...body, index: 'A'.repeat(10_000_000) };
      for (const other of [undefined, null, [], '', { ...body, index: `${body.index}\n` }, huge, { index: body.index }])
        await expect(open(place, other)).rejects.toEqual(damaged);
      await protector.discard(place);
    });

    it('forgets a slot that is discarded, twice without an error', async () => {
      const { place, keys, body } = await newSlot();
      await protector.discard(place);
      await protector.discard(place);
      const reopened = open(place, body);
      if (subject.keepsItem)
        await expect(reopened).rejects.toEqual(expect.objectContaining({ code: 'keychain-item-missing' }));
      else expect(await reopened).toEqual(keys);
    });
  });
}
