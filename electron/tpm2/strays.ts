/** Objects and sessions of clients that died without flushing them, in a TPM that has no resource manager. */
import { capability, commandCode, firstHandle } from './constants.ts';
import { answerCode, decodeAnswer, encodeCommand } from './frame.ts';
import { responseCode } from './response-code.ts';
import type { Transport } from './transport.ts';
import { u32, WireReader } from './wire.ts';

/** More than any TPM has slots. */
const maxStrays = 64;

/**
 * Flushes every transient object and loaded session, whosever it was, but for our own.
 *
 * @returns how many there were.
 */
export async function flushStrays(transport: Transport, own: ReadonlySet<number>): Promise<number> {
  const loaded = [
    ...(await listHandles(transport, firstHandle.transient)),
    ...(await listHandles(transport, firstHandle.loadedSession)),
  ];
  const strays = loaded.filter((handle) => !own.has(handle));
  for (const handle of strays) {
    await transport.transmit(encodeCommand(commandCode.flushContext, [], undefined, u32(handle)));
  }
  return strays.length;
}

/** Part 3, 30.2, TPM2_GetCapability with TPM_CAP_HANDLES; Part 2, 10.9.4, TPML_HANDLE. */
export async function listHandles(transport: Transport, from: number): Promise<number[]> {
  const parameters = Buffer.concat([u32(capability.handles), u32(from), u32(maxStrays)]);
  const answer = await transport.transmit(encodeCommand(commandCode.getCapability, [], undefined, parameters));
  if (answerCode(answer) !== responseCode.success) return [];
  const reader = new WireReader(decodeAnswer(answer, 0, false).parameters);
  reader.bytes(1 + 4); // moreData, and the capability again
  const count = Math.min(reader.u32(), maxStrays);
  const range = from >>> 24;
  return Array.from({ length: count }, () => reader.u32()).filter((handle) => handle >>> 24 === range);
}
