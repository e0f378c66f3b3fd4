import type { RestoreStep } from '../../shared/contract/backup.ts';
import { isolated } from '../keys/key-words.ts';

/** What restoring would do to a key. */
export function stepWords({ name, action, storedAs, differsIn }: RestoreStep): string {
  const other = differsIn.length === 0 ? '' : ` (other here: ${differsIn.join(', ')})`;
  const words: Record<RestoreStep['action'], string> = {
    add: storedAs === null || storedAs === name ? 'is added' : `is added as ${isolated(storedAs)}${other}`,
    same: 'is here already',
    skip: `stays as it is here${other}`,
    replace: `takes the place of the one here${other}`,
    stop: `is here with other content${other}: choose what to do`,
  };
  return words[action];
}
