import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  readonly title: string;
  readonly about?: ReactNode;
  /** Escape, a click beside it, Cancel. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly focusFirst?: RefObject<HTMLElement | null>;
}

/** A dialog that is there while it is rendered. */
export function Dialog({ title, about, onClose, children, wide = false, focusFirst }: DialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={wide ? 'dialog dialog-wide' : 'dialog'} initialFocus={focusFirst}>
          <Base.Title className="dialog-title">{title}</Base.Title>
          {about !== undefined && <Base.Description className="dialog-about">{about}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface FormDialogProps extends DialogProps {
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly busy?: boolean;
  readonly ready?: boolean;
  readonly danger?: boolean;
  /** What the body is where it is read and has no fields: the keyboard then scrolls it. */
  readonly listing?: string;
  /** What stands beside the buttons: what will happen, or what went wrong. */
  readonly foot?: ReactNode;
}

/** A dialog with one thing to do: Enter does it, Escape leaves it. */
export function FormDialog(props: FormDialogProps) {
  const { submit, onSubmit, busy = false, ready = true, danger = false, listing, foot, children, ...dialog } = props;
  return (
    <Dialog {...dialog}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onSubmit();
        }}
      >
        {listing === undefined ? (
          <div className="dialog-body">{children}</div>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached
          <section className="dialog-body" aria-label={listing} tabIndex={0}>
            {children}
          </section>
        )}
        <div className="dialog-foot">
          <div className="dialog-foot-words" aria-live="polite">
            {foot}
          </div>
          <Button kind="quiet" onClick={dialog.onClose}>
            Cancel
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" disabled={!ready} aria-busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
