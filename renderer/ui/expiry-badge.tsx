import { expiryInWords, expiryStatus } from '../../shared/expiry.ts';

/** Days left, in words. Colour only where there is something to do. */
export function ExpiryBadge({ expiresAt, now }: { expiresAt: number | null; now: number }) {
  return <span className={`badge badge-${expiryStatus(expiresAt, now)}`}>{expiryInWords(expiresAt, now)}</span>;
}
