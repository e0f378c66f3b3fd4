/** Response codes, as far as something is decided by them. Part 2, 6.6, TPM_RC. */

/** Codes that stand for themselves: format zero and warnings. Part 2, 6.6.3. */
export const responseCode = {
  success: 0x000,
  initialize: 0x100,
  failure: 0x101,
  sensitive: 0x155,
  objectMemory: 0x902,
  sessionMemory: 0x903,
  sessionHandles: 0x905,
  yielded: 0x908,
  testing: 0x90a,
  nvRate: 0x920,
  lockout: 0x921,
  retry: 0x922,
} as const;

/** Format one: the error is in the low six bits, and the rest says of what. Part 2, 6.6.2 and 6.6.3. */
const formatOne = { authFail: 0x0e, badAuth: 0x22, handle: 0x0b } as const;

const formatOneBit = 0x080;
const parameterBit = 0x040;
const sessionBit = 0x800;

/** "Send it again": the TPM was busy with itself. */
export function asksToRetry(code: number): boolean {
  return [responseCode.yielded, responseCode.testing, responseCode.nvRate, responseCode.retry].some(
    (busy) => busy === code,
  );
}

/** No slot is free for one more object or session. */
export function isOutOfSlots(code: number): boolean {
  return [responseCode.objectMemory, responseCode.sessionMemory, responseCode.sessionHandles].some(
    (full) => full === code,
  );
}

/** An authorization was not right: a wrong auth value, or a command that was altered. The two look alike to a TPM. */
export function isAuthorizationRefused(code: number): boolean {
  const error = code & 0x3f;
  const ofSession = (code & formatOneBit) !== 0 && (code & parameterBit) === 0 && (code & sessionBit) !== 0;
  return ofSession && (error === formatOne.authFail || error === formatOne.badAuth);
}

/** A parameter of the command was not right. */
export function isParameterRefused(code: number): boolean {
  return (code & formatOneBit) !== 0 && (code & parameterBit) !== 0;
}

/** There is nothing at the handle that was named. */
export function isHandleRefused(code: number): boolean {
  const ofHandle = (code & formatOneBit) !== 0 && (code & (parameterBit | sessionBit)) === 0;
  return ofHandle && (code & 0x3f) === formatOne.handle;
}
