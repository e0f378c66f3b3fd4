import { expect } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';

/** The error that a KeybearerError of this code equals, in `toThrow` and `rejects.toEqual`. */
export function failure(code: ErrorCode, details?: Record<string, unknown>): unknown {
  return expect.objectContaining({
    code,
    ...(details === undefined ? {} : { details: expect.objectContaining(details) }),
  });
}
