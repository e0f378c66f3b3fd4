import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract.ts';
import { failureText } from '../error-text.ts';

interface NoticeProps {
  readonly tone: 'expired' | 'due' | 'soon' | 'good' | 'plain';
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** What helps with it, below. */
  readonly more?: ReactNode;
}

/** A strip that says one thing, with at most one thing to do about it. */
export function Notice({ tone, children, action, more }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`}>
      <div className="notice-words">{children}</div>
      {action}
      {more !== undefined && <div className="notice-more">{more}</div>}
    </div>
  );
}

/** What went wrong: what happened to the user's things, then one step. */
export function FailureNotice({ failure, action }: { failure: Failure | undefined; action?: ReactNode }) {
  if (failure === undefined || failure.code === 'cancelled') return null;
  return (
    <div role="alert">
      <Notice tone="expired" action={action}>
        {failureText(failure)}
      </Notice>
    </div>
  );
}
