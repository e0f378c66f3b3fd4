/** Reads an expiry as sources write it. */
import { isKeybearerError } from '../../shared/errors.ts';
import { parseExpiry } from '../../shared/expiry.ts';

/** @returns milliseconds since 1970; undefined where the source says none, or nothing that can be read. */
export function readExpiry(written: string | number | undefined): number | undefined {
  if (typeof written === 'number') return isInstant(written) ? Math.floor(written) : undefined;
  const text = (written ?? '').trim();
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  try {
    if (iso === null) return /^\d{4}-/.test(text) ? (parseExpiry(text, 0) ?? undefined) : undefined;
    // Without an offset it is the local time of whoever wrote it down.
    return iso[3] === undefined
      ? localInstant(`${iso[1]}T${iso[2]}`)
      : (parseExpiry(`${iso[1]}T${iso[2]}${iso[3]}`, 0) ?? undefined);
  } catch (caught) {
    if (isKeybearerError(caught, 'expiry-invalid')) return undefined;
    throw caught;
  }
}

function localInstant(text: string): number | undefined {
  const instant = Date.parse(text);
  return isInstant(instant) ? instant : undefined;
}

/** From 1970 to the year 9999. */
function isInstant(instant: number): boolean {
  return instant >= 0 && instant <= Date.UTC(9999, 11, 31, 23, 59, 59);
}
