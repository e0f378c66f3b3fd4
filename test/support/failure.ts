import { expect } from 'vitest';
import type { Tpm2Failure } from '../../electron/tpm2/error.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/** The error that a KeybearerError of this code equals, in `toThrow` and `rejects.toEqual`. */
export function failure(code: ErrorCode, details?: Record<string, unknown>): unknown {
  return expect.objectContaining({
    code,
    ...(details === undefined ? {} : { details: expect.objectContaining(details) }),
  });
}

/** The same for a Tpm2Error: of any failure, or of this one. */
export function tpm2Failure(which?: Tpm2Failure): unknown {
  return expect.objectContaining({ name: 'Tpm2Error', ...(which === undefined ? {} : { failure: which }) });
}
