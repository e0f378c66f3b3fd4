/** The edge between list and detail: dragged, or moved by arrow keys. */
import { type CSSProperties, type PointerEvent, useState } from 'react';

const [least, usual, most] = [300, 372, 480];

export function ListWidth() {
  const [width, setWidth] = useState(usual);
  const set = (wanted: number) => {
    const next = Math.min(Math.max(Math.round(wanted), least), most);
    document.documentElement.style.setProperty('--list-width', `${next}px`);
    setWidth(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> takes no keyboard
    <div
      role="separator"
      aria-label="Width of the list"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className="list-width"
      style={{ '--at': `${width}px` } as CSSProperties}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => set(usual)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -12, ArrowRight: 12 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(width + step);
      }}
    />
  );
}
