/** A vault file of which one write goes wrong. */
import type { StoreReader, StoreWriter, VaultStore } from '../../electron/vault/ports.ts';
import { KeybearerError } from '../../shared/errors.ts';

/** 'unsure': it has happened, and an error is reported all the same, as when the folder cannot be synced afterwards. */
export type Fault = 'refused' | 'unsure';

export class FaultyStore implements VaultStore {
  readonly #real: VaultStore;
  readonly #fault: Fault;
  #left: number;

  /** @param number Which write goes wrong, from 1. */
  constructor(real: VaultStore, number: number, fault: Fault) {
    this.#real = real;
    this.#left = number;
    this.#fault = fault;
  }

  /** Whether that write has come. */
  get hasFailed(): boolean {
    return this.#left <= 0;
  }

  read<T>(work: (reader: StoreReader) => T): Promise<T> {
    return this.#real.read(work);
  }

  async write<T>(work: (writer: StoreWriter) => T): Promise<T> {
    this.#left -= 1;
    const failure = new KeybearerError('vault-io');
    if (this.#left === 0 && this.#fault === 'refused') throw failure;
    const result = await this.#real.write(work);
    if (this.#left === 0) throw failure;
    return result;
  }

  dataVersion(): number {
    return this.#real.dataVersion();
  }

  checkIntegrity(): Promise<void> {
    return this.#real.checkIntegrity();
  }

  close(): void {
    this.#real.close();
  }
}
