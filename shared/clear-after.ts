/** How long a secret stays on the clipboard. */
import { KeybearerError } from './errors.ts';
import { limits } from './limits.ts';

const unitMs: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads what a user types: `30s`, `30`, `5m`, `1h`; `never` or `0`.
 *
 * @returns milliseconds, or null for never.
 * @throws KeybearerError 'invalid-input' with `reason` 'duration'.
 */
export function parseClearAfter(text: string): number | null {
  if (text === 'never' || /^0[smh]?$/.test(text)) return null;
  const [, count, unit] = /^([1-9]\d{0,4})([smh]?)$/.exec(text) ?? [];
  const ms = Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (!(ms <= limits.clearAfterMaxMs)) throw new KeybearerError('invalid-input', { field: 'time', reason: 'duration' });
  return ms;
}

/** "30 seconds", "1 minute". */
export function clearAfterInWords(ms: number): string {
  const [count, unit] = ms % 60_000 === 0 ? [ms / 60_000, 'minute'] : [ms / 1000, 'second'];
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
