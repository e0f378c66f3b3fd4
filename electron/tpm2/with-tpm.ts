/** One client at a time: swtpm serves no second one, and objects of two would not fit beside each other. */
import { formatTpmAddress, type TpmAddress } from './address.ts';
import { Tpm } from './connection.ts';
import { openTransport } from './open-transport.ts';
import type { Transport } from './transport.ts';

export interface TpmOptions {
  /** How long one command may take. */
  readonly timeoutMs?: number | undefined;
  /** For tests and measurements: another way to the TPM. */
  readonly open?: ((address: TpmAddress, timeoutMs?: number) => Promise<Transport>) | undefined;
}

/** The last one in each queue, by address. It never rejects. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Opens a TPM, runs `work`, and closes it whatever happens. Calls of one process to one TPM follow each other.
 *
 * @throws Tpm2Error 'no-device', 'no-permission', 'in-use', and whatever `work` does.
 */
export function withTpm<T>(address: TpmAddress, work: (tpm: Tpm) => Promise<T>, options: TpmOptions = {}): Promise<T> {
  const name = formatTpmAddress(address);
  const turn = (queues.get(name) ?? Promise.resolve()).then(() => use(address, work, options));
  const done = turn.then(
    () => {},
    () => {},
  );
  queues.set(name, done);
  void done.then(() => {
    if (queues.get(name) === done) queues.delete(name);
  });
  return turn;
}

async function use<T>(
  address: TpmAddress,
  work: (tpm: Tpm) => Promise<T>,
  { open = openTransport, timeoutMs }: TpmOptions,
): Promise<T> {
  const tpm = new Tpm(await open(address, timeoutMs));
  try {
    return await work(tpm);
  } finally {
    await tpm.close();
  }
}
