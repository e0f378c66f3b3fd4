/** Where a secret goes when a command hands it out, and the question that comes first if its key wants one. */
import { KeybearerError } from '../../shared/errors.ts';
import type { ApiKey } from '../vault/api-key.ts';
import type { Delivery } from '../vault/use-cases/deliver.ts';
import type { Cli } from './cli.ts';

/** @param destination Else it is printed. */
export function deliveryTo({ terminal }: Cli, destination?: string): Delivery {
  return {
    destination: destination ?? (terminal.stdoutIsTerminal ? 'terminal' : 'stdout'),
    confirm: (apiKey) => {
      if (!terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: apiKey.name });
      return terminal.confirm(`Use "${apiKey.name}" now?`);
    },
  };
}

export function warnIfExpired({ terminal }: Cli, { name, expiresAt }: ApiKey): void {
  if (expiresAt !== null && expiresAt <= Date.now()) terminal.say(`keybearer: warning: "${name}" has expired`);
}
