/** What the TPM protector makes of TPMs that cannot be used. test/contract/ has it on a real one. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TpmProtector } from '../../../electron/protectors/tpm.ts';
import { Tpm2Error, type Tpm2Failure } from '../../../electron/tpm2/index.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { noTpm } from '../../fakes/no-tpm.ts';
import { answer, ScriptedTransport } from '../../fakes/scripted-transport.ts';
import { failure } from '../../support/failure.ts';

const keys = { index: randomBytes(32), secret: randomBytes(32) };
const place = { vaultId: randomBytes(16), slotId: randomBytes(16), kind: 'tpm', generation: 1 } as const;

/** A protector on a TPM that answers every command like this. */
function answering(bytes: Buffer): TpmProtector {
  return new TpmProtector({
    platform: 'linux',
    device: noTpm,
    open: async () => new ScriptedTransport([bytes], { managed: true }),
  });
}

function failing(which: Tpm2Failure): TpmProtector {
  return new TpmProtector({ platform: 'linux', device: noTpm, open: () => Promise.reject(new Tpm2Error(which)) });
}

describe('TpmProtector', () => {
  it.each<[string, TpmProtector, ErrorCode]>([
    ['no device', new TpmProtector({ platform: 'linux', device: noTpm, versionFile: '/nowhere' }), 'tpm-not-found'],
    ['no permission', failing('no-permission'), 'tpm-permission'],
    ['a device that somebody else has', failing('in-use'), 'tpm-busy'],
    ['one that hangs', failing('no-answer'), 'tpm-unavailable'],
    ['a TPM 1.2', answering(answer(0x1e, Buffer.alloc(0), 0x00c4)), 'tpm-too-old'],
    ['failure mode', answering(answer(0x101)), 'tpm-failure-mode'],
    ['lockout', answering(answer(0x921)), 'tpm-lockout'],
    ['something that is no TPM', answering(Buffer.from('HTTP/1.1 400 Bad Request')), 'tpm-unavailable'],
    ['any other refusal', answering(answer(0x1c4)), 'tpm-failed'],
  ])('tells %s by its own code (T1)', async (_what, protector, code) => {
    expect(await protector.availability()).toMatchObject({ available: false, code });
    await expect(protector.protect(place, keys, {})).rejects.toEqual(failure(code));
    await expect(protector.inspect()).rejects.toEqual(failure(code));
  });

  it('knows a TPM 1.2 by what Linux says of it: it has no resource manager to open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-tpm-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [version, code] of [
      ['1\n', 'tpm-too-old'],
      ['2\n', 'tpm-not-found'],
    ]) {
      writeFileSync(join(folder, 'version'), version!);
      const protector = new TpmProtector({ platform: 'linux', device: noTpm, versionFile: join(folder, 'version') });
      expect(await protector.availability()).toMatchObject({ available: false, code });
    }
  });

  it('says that there are none on other systems than Linux yet', async () => {
    const protector = new TpmProtector({ platform: 'darwin' });
    const details = { device: '/dev/tpmrm0', reason: 'platform' };
    expect(await protector.availability()).toEqual({ available: false, code: 'tpm-not-found', details });
  });

  it('opens no file but a TPM, whatever the vault file says', async () => {
    const protector = new TpmProtector({ device: '/etc/hostname' });
    expect(await protector.availability()).toMatchObject({ available: false, code: 'invalid-input' });
    await expect(protector.protect(place, keys, {})).rejects.toEqual(failure('invalid-input'));
  });
});
