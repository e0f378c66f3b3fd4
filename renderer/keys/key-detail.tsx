/** Everything about one key, and everything that can be done with it. */
import { ChevronLeft, Ellipsis } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyView } from '../../shared/contract/keys.ts';
import { expiryStatus } from '../../shared/expiry.ts';
import { openDialog } from '../app/navigation-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { IssuerMark } from '../ui/issuer-mark.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { Name } from '../ui/name.tsx';
import { Notice } from '../ui/notice.tsx';
import { openPage, renewal, stepBack } from './key-actions.ts';
import { KeyActivity } from './key-activity.tsx';
import { KeyCopying } from './key-copying.tsx';
import { KeyDetails, Written } from './key-details.tsx';
import { KeyFacts } from './key-facts.tsx';
import { KeyHeaderBox } from './key-header-box.tsx';
import { expirySentence, isolated, issuerName } from './key-words.ts';
import { backToList } from './keys-store.ts';
import { hide } from './reveal-store.ts';
import { SnoozeMenu, snoozeWords } from './snooze-menu.tsx';
import { useDetails } from './use-details.ts';

export function KeyDetail({ apiKey, now }: { apiKey: KeyView; now: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was revealed belongs to the key that was looked at
  useEffect(() => hide, [apiKey.id]);
  const known = useDetails(apiKey.id, apiKey);
  const isUrgent = ['expired', 'due', 'soon'].includes(expiryStatus(apiKey.expiresAt, now));
  return (
    <article className="key-detail" aria-label={apiKey.name}>
      <KeyHead apiKey={apiKey} />
      <ExpiryNotice apiKey={apiKey} now={now} steps={known.kind === 'there' ? known.details.renewal : ''} />
      <KeyHeaderBox apiKey={apiKey} />
      <KeyCopying apiKey={apiKey} />
      <KeyFacts apiKey={apiKey} now={now} />
      <KeyDetails known={known} isRenewalShown={isUrgent} />
      <KeyActivity keyId={apiKey.id} revision={apiKey} now={now} />
    </article>
  );
}

function KeyHead({ apiKey }: { apiKey: KeyView }) {
  const { issuer, account, name } = apiKey;
  const about = [isolated(issuerName(issuer) ?? 'No issuer'), account === null ? null : `account ${isolated(account)}`];
  return (
    <header className="key-head">
      <IconButton className="back" label="Back to the list" onClick={backToList}>
        <ChevronLeft size={18} aria-hidden="true" />
      </IconButton>
      <IssuerMark issuer={issuer} name={name} size={40} />
      <div className="key-head-words">
        <h1>
          <Name text={name} />
        </h1>
        <Name className="dim" text={about.filter((word) => word !== null).join(', ')} />
      </div>
      <Button onClick={() => openDialog({ kind: 'edit', keyId: apiKey.id })}>Edit</Button>
      <Menu
        trigger={
          <IconButton label="More">
            <Ellipsis size={16} aria-hidden="true" />
          </IconButton>
        }
        entries={moreEntries(apiKey)}
      />
    </header>
  );
}

function moreEntries(apiKey: KeyView): (MenuEntry | 'line')[] {
  const { id, page, hasPrevious } = apiKey;
  return [
    { label: 'Replace the secret', onChoose: () => openDialog({ kind: 'replace-secret', keyId: id }) },
    ...(hasPrevious ? [{ label: 'Step back to the previous secret', onChoose: () => void stepBack(apiKey) }] : []),
    { label: 'Lead times of its reminders', onChoose: () => openDialog({ kind: 'lead-times', keyId: id }) },
    ...(page === null ? [] : [{ label: 'Open its page', onChoose: () => void openPage(apiKey) }]),
    'line',
    { label: 'Remove', danger: true, onChoose: () => openDialog({ kind: 'remove', keyIds: [id] }) },
  ];
}

/** @param steps How it is renewed, as far as that is known and not locked. */
function ExpiryNotice({ apiKey, now, steps }: { apiKey: KeyView; now: number; steps: string }) {
  const { expiresAt } = apiKey;
  const status = expiryStatus(expiresAt, now);
  if (expiresAt === null || status === 'ok' || status === 'none') return null;
  const snoozed = snoozeWords(apiKey, now);
  const { words, act } = renewal(apiKey);
  return (
    <Notice
      tone={status}
      action={
        <div className="buttons">
          <SnoozeMenu apiKey={apiKey} now={now} />
          <Button onClick={act}>{words}</Button>
        </div>
      }
      more={steps === '' ? undefined : <Written text={steps} />}
    >
      {expirySentence(expiresAt, now)}
      {snoozed !== undefined && ` ${snoozed.charAt(0).toUpperCase()}${snoozed.slice(1)}.`}
    </Notice>
  );
}
