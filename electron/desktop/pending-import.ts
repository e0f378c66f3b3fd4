/** An import between its preview and the user's word. It holds secrets meanwhile: never for long, and never while locked. */
import { KeybearerError } from '../../shared/errors.ts';
import type { PreparedImport } from '../import/import.ts';

/** Long enough to read a list. */
const keptMs = 10 * 60_000;

export class PendingImport {
  #prepared: PreparedImport | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** One that was pending before is let go of. */
  keep(prepared: PreparedImport): void {
    this.drop();
    this.#prepared = prepared;
    this.#timer = setTimeout(() => this.drop(), keptMs).unref();
  }

  /** @returns how many keys were stored. */
  async store(): Promise<number> {
    if (this.#prepared === undefined) throw new KeybearerError('invalid-input', { field: 'import', reason: 'empty' });
    await this.#prepared.store();
    const { length } = this.#prepared.preview.add;
    this.drop();
    return length;
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#prepared?.wipe();
    this.#prepared = undefined;
  }
}
