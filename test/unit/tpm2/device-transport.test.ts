/** Device files: here a pseudo-terminal stands for one. test/contract/tpm2.test.ts talks to a real TPM through another. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DeviceTransport } from '../../../electron/tpm2/device-transport.ts';
import { answer } from '../../fakes/scripted-transport.ts';
import { tpm2Failure } from '../../support/failure.ts';

const source = join(import.meta.dirname, '../../../electron/tpm2/device-transport.ts');

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-tpm-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A device that takes commands and never answers. */
async function silentDevice(): Promise<{ path: string; bridge: ChildProcess }> {
  const bridge = spawn('python3', [join(import.meta.dirname, '../../support/pty-bridge.py'), '0']);
  const [path] = await once(createInterface(bridge.stdout), 'line');
  return { path, bridge };
}

describe.skipIf(process.platform !== 'linux')('DeviceTransport', () => {
  it("answers 'no-device' where there is none", async () => {
    await expect(DeviceTransport.open(join(scratchFolder(), 'tpmrm0'), 1000)).rejects.toEqual(tpm2Failure('no-device'));
  });

  it("answers 'no-permission' to who may not open it (T1)", () => {
    const path = join(scratchFolder(), 'tpmrm0');
    writeFileSync(path, '');
    chmodSync(path, 0);
    chmodSync(join(path, '..'), 0o755);
    const open = `import { DeviceTransport } from ${JSON.stringify(source)};
      await DeviceTransport.open(${JSON.stringify(path)}, 1000).catch((caught) => console.log(caught.failure));`;
    // To an administrator permissions mean nothing: "nobody" tries instead.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const tried = spawnSync(process.execPath, ['--input-type=module', '-e', open], { ...user, encoding: 'utf8' });
    expect(tried.stdout.trim()).toBe('no-permission');
  });

  it("answers 'no-answer' when the TPM hangs, and is of no use then", async () => {
    const { path, bridge } = await silentDevice();
    const transport = await DeviceTransport.open(path, 100);
    await expect(transport.transmit(answer(0x17b))).rejects.toEqual(tpm2Failure('no-answer'));
    await expect(transport.transmit(answer(0x17b))).rejects.toEqual(tpm2Failure('no-answer'));
    await transport.close();
    bridge.kill();
  });

  it('refuses a file that only takes what is written', async () => {
    const path = join(scratchFolder(), 'tpmrm0');
    writeFileSync(path, '');
    const transport = await DeviceTransport.open(path, 1000);
    await expect(transport.transmit(answer(0x17b))).rejects.toEqual(tpm2Failure('malformed-answer'));
    await transport.close();
  });

  it('knows a resource manager by its name', async () => {
    const folder = scratchFolder();
    for (const [name, managed] of [
      ['tpmrm0', true],
      ['tpm0', false],
    ] as const) {
      writeFileSync(join(folder, name), '');
      const transport = await DeviceTransport.open(join(folder, name), 1000);
      expect(transport.managed).toBe(managed);
      await transport.close();
    }
  });
});
