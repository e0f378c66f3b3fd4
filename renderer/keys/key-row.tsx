import { type CSSProperties, type MouseEvent, memo } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { ExpiryBadge } from '../ui/expiry-badge.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Name } from '../ui/name.tsx';
import { keyOrigins } from './key-words.ts';

interface KeyRowProps {
  readonly id: string;
  readonly apiKey: KeyView;
  readonly now: number;
  readonly style: CSSProperties;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  /** From 1, of all that are listed and not of those in sight. */
  readonly place: number;
  readonly count: number;
  readonly onPress: (event: MouseEvent) => void;
}

export function KeyRow({ id, apiKey, now, style, isSelected, isCurrent, place, count, onPress }: KeyRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list that it is in has the keyboard
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="key-row-place"
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={place}
      data-current={isCurrent || undefined}
      style={style}
      onClick={onPress}
    >
      <KeyRowFace apiKey={apiKey} now={now} />
    </div>
  );
}

const KeyRowFace = memo(function KeyRowFace({ apiKey, now }: Pick<KeyRowProps, 'apiKey' | 'now'>) {
  return (
    <div className="key-row">
      <IssuerMark issuer={apiKey.issuer} name={apiKey.name} />
      <div className="key-row-words">
        <Name className="key-row-name" text={apiKey.name} />
        <Name className="small faint" text={keyOrigins(apiKey) || 'no issuer'} />
      </div>
      <ExpiryBadge expiresAt={apiKey.expiresAt} now={now} />
    </div>
  );
});
