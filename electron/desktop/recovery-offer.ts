/** A new recovery code: shown once, and asked for once before any slot depends on it. */
import { KeybearerError } from '../../shared/errors.ts';
import { formatRecoveryCode, newRecoveryCode, parseRecoveryCode } from '../compose.ts';

export class RecoveryOffer {
  #offered: Buffer | undefined;

  /** Makes a code; one that was offered before is void. */
  make(): string {
    this.withdraw();
    this.#offered = newRecoveryCode();
    return formatRecoveryCode(this.#offered);
  }

  /**
   * @param typed What the user copied down.
   * @returns the code. The caller wipes it, and withdraws the offer when a slot has come of it.
   * @throws KeybearerError 'recovery-code-mistyped', 'wrong-recovery-code'. Then the offer stands.
   */
  take(typed: string): Buffer {
    const code = parseRecoveryCode(typed);
    if (this.#offered?.equals(code)) return code;
    code.fill(0);
    throw new KeybearerError('wrong-recovery-code');
  }

  withdraw(): void {
    this.#offered?.fill(0);
    this.#offered = undefined;
  }
}
