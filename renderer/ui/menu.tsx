import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Name } from './name.tsx';

export interface MenuEntry {
  readonly label: string;
  /** What tells it from the others, in a word or two. */
  readonly about?: string | undefined;
  readonly danger?: boolean;
  /** Set where the entry is one that is on or off. */
  readonly checked?: boolean | undefined;
  readonly onChoose: () => void;
}

interface MenuProps {
  /** A button. */
  readonly trigger: ReactElement;
  /** Words above the entries. */
  readonly about?: ReactNode;
  readonly entries: readonly (MenuEntry | 'line')[];
}

export function Menu({ trigger, about, entries }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="floating" sideOffset={4} align="start" collisionPadding={8}>
          <Base.Popup className="menu">
            {about !== undefined && <p className="menu-about">{about}</p>}
            {entries.map((entry, at) =>
              entry === 'line' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else that tells them apart
                <Base.Separator key={at} className="menu-line" />
              ) : (
                <Entry key={entry.label} {...entry} />
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ label, about, danger = false, checked, onChoose }: MenuEntry) {
  const words = (
    <>
      <Name text={label} />
      {about !== undefined && <span className="menu-entry-about">{about}</span>}
    </>
  );
  const className = danger ? 'menu-entry menu-entry-danger' : 'menu-entry';
  if (checked === undefined)
    return (
      <Base.Item className={className} onClick={onChoose}>
        {words}
      </Base.Item>
    );
  return (
    <Base.CheckboxItem className={className} checked={checked} onClick={onChoose} closeOnClick={false}>
      <span className="menu-tick">{checked && <Check size={14} aria-hidden="true" />}</span>
      {words}
    </Base.CheckboxItem>
  );
}
