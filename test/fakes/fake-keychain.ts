/** keytar over a map from account to item, in memory or in a JSON file. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Keytar } from '../../electron/protectors/keychain-item.ts';

export class FakeKeychain implements Keytar {
  readonly #file: string | undefined;
  #items: Record<string, string> = {};

  constructor(file?: string) {
    this.#file = file;
  }

  /** The accounts that have an item: `vaultId/slotId` in hex. */
  accounts(): string[] {
    return Object.keys(this.#read());
  }

  /** As a reset keychain. */
  clear(): void {
    this.#write({});
  }

  async getPassword(_service: string, account: string): Promise<string | null> {
    return this.#read()[account] ?? null;
  }

  async setPassword(_service: string, account: string, password: string): Promise<void> {
    this.#write({ ...this.#read(), [account]: password });
  }

  async deletePassword(_service: string, account: string): Promise<boolean> {
    const { [account]: deleted, ...others } = this.#read();
    if (deleted !== undefined) this.#write(others);
    return deleted !== undefined;
  }

  #read(): Record<string, string> {
    if (this.#file === undefined) return this.#items;
    return existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, 'utf8')) : {};
  }

  /** Renamed into place: another process reads the old items or the new. */
  #write(items: Record<string, string>): void {
    this.#items = items;
    if (this.#file === undefined) return;
    const draft = `${this.#file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(items), { mode: 0o600 });
    renameSync(draft, this.#file);
  }
}
