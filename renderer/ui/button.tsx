import type { ComponentPropsWithRef, ReactNode } from 'react';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `primary` is the one thing that a view is for; there is at most one of them. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  /** The shortcut, shown beside the words. */
  readonly shortcut?: string | undefined;
  readonly children?: ReactNode;
}

export function Button({ kind = 'plain', shortcut, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${kind} ${className}`} {...rest}>
      {children}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </button>
  );
}

/** An action without words on it: `label` says it to those who hear, and in the tooltip. */
export function IconButton({ label, className = '', ...rest }: ComponentPropsWithRef<'button'> & { label: string }) {
  return <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest} />;
}

/** A shortcut is read out by aria-keyshortcuts where it is one; here it is for the eye. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="shortcut" aria-hidden="true">
      {keys}
    </span>
  );
}
