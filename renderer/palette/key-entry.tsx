import { Command } from 'cmdk';
import type { KeyView } from '../../shared/contract/keys.ts';
import { keyOrigins } from '../keys/key-words.ts';
import { ExpiryBadge } from '../ui/expiry-badge.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Name } from '../ui/name.tsx';

interface KeyEntryProps {
  readonly apiKey: KeyView;
  readonly now: number;
  readonly onChoose: () => void;
}

/** A key in a box that finds them: one line with what tells it from others. */
export function KeyEntry({ apiKey, now, onChoose }: KeyEntryProps) {
  return (
    <Command.Item value={apiKey.id} className="palette-entry" onSelect={onChoose}>
      <IssuerMark issuer={apiKey.issuer} name={apiKey.name} size={18} />
      <Name text={apiKey.name} />
      <Name className="small dim palette-about" text={keyOrigins(apiKey)} />
      <ExpiryBadge expiresAt={apiKey.expiresAt} now={now} />
    </Command.Item>
  );
}
