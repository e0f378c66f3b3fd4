import { type ReactNode, useEffect, useState } from 'react';

/** What waits: shown only once it has waited for long enough to be noticed, so that nothing flashes. */
export function Late({ afterMs = 150, children }: { afterMs?: number; children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLate ? children : null;
}
