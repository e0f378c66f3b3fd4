/** keytar over a folder with one file per item: processes that write at the same moment keep each other's items. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keytar } from '../../electron/protectors/keychain-item.ts';

const draftMark = '.draft-';

export class FolderKeychain implements Keytar {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** The accounts that have an item: `vaultId/slotId` in hex. */
  accounts(): string[] {
    return readdirSync(this.#folder)
      .filter((file) => !file.includes(draftMark))
      .map((file) => file.replace('-', '/'));
  }

  async getPassword(_service: string, account: string): Promise<string | null> {
    const file = this.#file(account);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Renamed into place: who dies while writing leaves no half item. */
  async setPassword(_service: string, account: string, password: string): Promise<void> {
    const draft = `${this.#file(account)}${draftMark}${process.pid}`;
    writeFileSync(draft, password, { mode: 0o600 });
    renameSync(draft, this.#file(account));
  }

  async deletePassword(_service: string, account: string): Promise<boolean> {
    const there = existsSync(this.#file(account));
    rmSync(this.#file(account), { force: true });
    return there;
  }

  #file(account: string): string {
    return join(this.#folder, account.replace('/', '-'));
  }
}
