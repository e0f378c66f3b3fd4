import type { RestoreStep } from '../../shared/contract/backup.ts';
import { isolated } from '../keys/key-words.ts';

/** Members of a backup's document as people call them; the others are called as there. */
const members: Readonly<Record<string, string>> = {
  askBeforeUse: 'asking before use',
  createdAt: 'day of adding',
  details: 'notes and places',
  envName: 'variable',
  expiresAt: 'expiry',
  expirySource: 'who said the expiry',
  managementPage: 'page',
  previous: 'previous secret',
  remindDays: 'reminders',
  rotatedAt: 'day of rotation',
};

/** What restoring would do to a key. */
export function stepWords({ name, action, storedAs, differsIn }: RestoreStep): string {
  const other = differsIn.length === 0 ? '' : ` (${differsIn.map((member) => members[member] ?? member).join(', ')})`;
  const words: Record<RestoreStep['action'], string> = {
    add:
      storedAs === null || storedAs === name ? 'is added' : `is added as ${isolated(storedAs)}, beside another${other}`,
    same: 'is here already',
    skip: `stays as it is here, though it differs${other}`,
    replace: `takes the place of the one here, which differs${other}`,
    stop: `differs from the one here${other}: choose what to do`,
  };
  return words[action];
}
