/** Where the window's user was asked, for a key whose policy wants that before each use. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Delivery } from '../vault/use-cases/deliver.ts';

/**
 * @param confirmed Whether the user has agreed already. Else the delivery fails with 'confirmation-needed', and the window asks.
 */
export function confirmedDelivery(destination: string, confirmed: boolean, part?: string): Delivery {
  return {
    destination,
    part,
    confirm: async ({ name }) => {
      if (!confirmed) throw new KeybearerError('confirmation-needed', { name });
      return true;
    },
  };
}
