/** How commands get to a TPM and answers back. Whoever sits in between may read, alter, drop and delay: nothing here is trusted. */
import { Tpm2Error } from './error.ts';

export interface Transport {
  /** Whether others' objects stay out of our sight, and ours are flushed when we leave: a resource manager is in between. */
  readonly managed: boolean;
  /**
   * Sends one command and waits for its answer. One at a time.
   *
   * @returns the whole answer, of at most `maxAnswerBytes`.
   * @throws Tpm2Error 'no-answer', 'connection-lost', 'malformed-answer'. The transport is of no use afterwards.
   */
  transmit(command: Buffer): Promise<Buffer>;
  close(): Promise<void>;
}

/** Part 2, 6.13, TPM_PT_MAX_RESPONSE_SIZE: 4,096 in every TPM that is known. */
export const maxAnswerBytes = 4096;

/** Tag, size, response code. Part 1, 18 (command and response structure). */
export const headerBytes = 10;

/** What making an RSA key takes on a slow chip, and Linux's own limit for one command. */
export const defaultTimeoutMs = 120_000;

/**
 * The length that an answer has by its own header.
 *
 * @returns undefined as long as too little has come to know it.
 * @throws Tpm2Error 'malformed-answer' for a length that no answer has.
 */
export function answerLength(received: Buffer): number | undefined {
  if (received.length < 6) return undefined;
  const length = received.readUInt32BE(2);
  if (length < headerBytes || length > maxAnswerBytes) throw new Tpm2Error('malformed-answer');
  return length;
}
