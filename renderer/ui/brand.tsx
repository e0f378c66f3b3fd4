/** The application's own mark and name. */
import type { ReactNode } from 'react';
import icon from '../../resources/icon.svg';

/** @param children What stands beside the name. */
export function Brand({ children }: { children?: ReactNode }) {
  return (
    <p className="brand">
      <img className="brand-mark" src={icon} alt="" />
      Keybearer {children}
    </p>
  );
}
