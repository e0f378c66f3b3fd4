/** What was shown and waits for the user's word: an import, a restore. It holds secrets: never for long, and never while locked. */
import { KeybearerError } from '../../shared/errors.ts';

export interface Prepared {
  /** All of it, or nothing (K8). @returns how many keys were stored. */
  store(): Promise<number>;
  /** Wipes the secrets. */
  wipe(): void;
}

/** Long enough to read a list. */
const keptMs = 10 * 60_000;

export class Pending {
  #prepared: Prepared | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** One that was pending before is let go of. */
  keep(prepared: Prepared): void {
    this.drop();
    this.#prepared = prepared;
    this.#timer = setTimeout(() => this.drop(), keptMs).unref();
  }

  /** Once: what was stored, or could not be, is shown again before it is tried again. */
  async store(): Promise<number> {
    const prepared = this.#prepared;
    if (prepared === undefined) throw new KeybearerError('invalid-input', { field: 'preview', reason: 'empty' });
    this.#prepared = undefined;
    clearTimeout(this.#timer);
    return prepared.store().finally(() => prepared.wipe());
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#prepared?.wipe();
    this.#prepared = undefined;
  }
}
