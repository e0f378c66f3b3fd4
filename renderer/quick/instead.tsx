import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { toWindow } from './quick-store.ts';

/** What is there instead of the keys. */
export function Instead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="quick-instead">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

export function ToWindow() {
  return (
    <div className="buttons">
      <Button kind="primary" autoFocus onClick={() => void toWindow(null)}>
        Open Keybearer
      </Button>
    </div>
  );
}
