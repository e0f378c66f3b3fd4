import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flushedAfter, getProperties, getRandom } from '../../../electron/tpm2/commands.ts';
import { Tpm } from '../../../electron/tpm2/connection.ts';
import { isTpm2Error } from '../../../electron/tpm2/error.ts';
import { sized, u8, u32 } from '../../../electron/tpm2/wire.ts';
import { answer, ScriptedTransport } from '../../fakes/scripted-transport.ts';
import { tpm2Failure } from '../../support/failure.ts';

const random = answer(0, sized(Buffer.from('random')));
const codes = { getRandom: 0x17b, startup: 0x144, getCapability: 0x17a, flushContext: 0x165 };
const handles = (...list: number[]) => answer(0, Buffer.concat([u8(0), u32(1), u32(list.length), ...list.map(u32)]));

describe('Tpm.run', () => {
  it.each([
    ['RETRY', 0x922],
    ['YIELDED', 0x908],
    ['TESTING', 0x90a],
    ['NV_RATE', 0x920],
  ])('sends the same bytes again on TPM_RC_%s', async (_name, code) => {
    const transport = new ScriptedTransport([answer(code), answer(code), random]);
    expect((await getRandom(new Tpm(transport), 6)).toString()).toBe('random');
    expect(transport.sent).toHaveLength(3);
    expect(new Set(transport.sent.map((command) => command.toString('hex'))).size).toBe(1);
  });

  it('gives up on a TPM that is busy for ever', async () => {
    const transport = new ScriptedTransport([answer(0x922)]);
    await expect(getRandom(new Tpm(transport), 6)).rejects.toEqual(tpm2Failure('refused'));
    expect(transport.sent).toHaveLength(16);
  });

  it('starts a TPM that nobody has started, once', async () => {
    const transport = new ScriptedTransport([answer(0x100), answer(0), random]);
    expect((await getRandom(new Tpm(transport), 6)).toString()).toBe('random');
    expect(transport.codes).toEqual([codes.getRandom, codes.startup, codes.getRandom]);
    const stubborn = new ScriptedTransport([answer(0x100)]);
    await expect(getRandom(new Tpm(stubborn), 6)).rejects.toEqual(tpm2Failure('refused'));
    expect(stubborn.sent).toHaveLength(3);
  });

  it('makes room where clients that died left their objects', async () => {
    const script = [answer(0x902), handles(0x80000000, 0x80000001), handles(), answer(0), answer(0), random];
    const transport = new ScriptedTransport(script);
    expect((await getRandom(new Tpm(transport), 6)).toString()).toBe('random');
    const { getCapability, flushContext } = codes;
    expect(transport.codes.slice(1, -1)).toEqual([getCapability, getCapability, flushContext, flushContext]);
  });

  it('leaves both to the kernel where that is in between', async () => {
    for (const code of [0x100, 0x902]) {
      const transport = new ScriptedTransport([answer(code), random], { managed: true });
      await expect(getRandom(new Tpm(transport), 6)).rejects.toEqual(tpm2Failure('refused'));
    }
  });

  it.each([
    ['failure-mode', answer(0x101)],
    ['locked-out', answer(0x921)],
    ['wrong-auth', answer(0x98e)],
    ['wrong-auth', answer(0x9a2)],
    ['refused', answer(0x1c4)],
    ['tpm-1.2', answer(0x1e, Buffer.alloc(0), 0x00c4)],
    ['malformed-answer', Buffer.alloc(10)],
    ['malformed-answer', Buffer.alloc(0)],
    ['malformed-answer', answer(0, sized(Buffer.from('random')), 0x8002)],
    ['malformed-answer', answer(0, sized(Buffer.alloc(7)))],
    ['malformed-answer', answer(0, Buffer.of(0, 6, 1))],
    ['malformed-answer', answer(0, Buffer.concat([sized(Buffer.alloc(6)), Buffer.of(0)]))],
  ] as const)("tells '%s' (T1)", async (failure, bytes) => {
    await expect(getRandom(new Tpm(new ScriptedTransport([bytes])), 6)).rejects.toEqual(tpm2Failure(failure));
  });

  it('answers anything with a Tpm2Error, and with nothing else', async () => {
    const bytes = fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array));
    const body = bytes.map((rest) => answer(0, rest));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, body), async (anything) => {
        const tpm = new Tpm(new ScriptedTransport([anything]));
        for (const ask of [() => getRandom(tpm, 8), () => getProperties(tpm, 0x100, 4)])
          await ask().catch((caught) => expect(isTpm2Error(caught)).toBe(true));
      }),
      { examples: [[answer(0, Buffer.concat([u8(0), u32(6), u32(0xffffffff)]))]] },
    );
  });
});

describe('flushedAfter', () => {
  it('flushes after work that failed, and tells why that did', async () => {
    const transport = new ScriptedTransport([answer(0x101)]);
    const failed = flushedAfter(new Tpm(transport), 0x80000000, () => Promise.reject(new Error('the work')));
    await expect(failed).rejects.toThrow('the work');
    expect(transport.codes).toEqual([codes.flushContext]);
  });

  it('does not hide that a flush failed', async () => {
    const transport = new ScriptedTransport([answer(0x1c4)]);
    await expect(flushedAfter(new Tpm(transport), 1, async () => 'done')).rejects.toEqual(tpm2Failure('refused'));
  });
});
