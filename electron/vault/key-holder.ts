/** The key holder within this process: for commands that live for a moment. */
import type { KeyObject } from 'node:crypto';
import { KeybearerError } from '../../shared/errors.ts';
import type { KeyHolder, Side } from './ports.ts';
import { deriveSubkey } from './subkeys.ts';

export class InProcessKeyHolder implements KeyHolder {
  readonly #held = new Map<Side, { vaultId: Buffer; key: Buffer }>();

  async hold(side: Side, vaultId: Buffer, key: Buffer): Promise<void> {
    await this.drop(side);
    this.#held.set(side, { vaultId, key: Buffer.from(key) });
  }

  async subkey(side: Side, purpose: string, id?: Buffer): Promise<KeyObject> {
    const { vaultId, key } = this.#get(side);
    return deriveSubkey(key, vaultId, purpose, id);
  }

  async exportForSlot(side: Side): Promise<Buffer> {
    return Buffer.from(this.#get(side).key);
  }

  async drop(side: Side): Promise<void> {
    this.#held.get(side)?.key.fill(0);
    this.#held.delete(side);
  }

  #get(side: Side) {
    const held = this.#held.get(side);
    if (held === undefined) throw new KeybearerError('vault-locked', { side });
    return held;
  }
}
