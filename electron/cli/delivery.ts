/** Where a secret goes when this command prints it, and the question that comes first if its key wants one. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Delivery } from '../vault/use-cases/deliver.ts';
import type { Cli } from './cli.ts';

export function deliveryTo({ terminal }: Cli): Delivery {
  return {
    destination: terminal.stdoutIsTerminal ? 'terminal' : 'stdout',
    confirm: (apiKey) => {
      if (!terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: apiKey.name });
      return terminal.confirm(`Use "${apiKey.name}" now?`);
    },
  };
}
