import { KeybearerError } from '../../shared/errors.ts';
import type { ClipboardRefusal } from '../delivery/clipboard.ts';

export function unavailable(reason: ClipboardRefusal, cause?: unknown): KeybearerError {
  return new KeybearerError('clipboard-unavailable', { reason }, cause);
}
