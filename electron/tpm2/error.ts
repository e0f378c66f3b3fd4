/** Why the TPM did not do what it was asked. */
export type Tpm2Failure =
  /** Nothing at that address. */
  | 'no-device'
  | 'no-permission'
  /** Somebody else has it open. */
  | 'in-use'
  | 'tpm-1.2'
  /** It did not answer in time. The connection is closed. */
  | 'no-answer'
  | 'connection-lost'
  /** It answered what no TPM answers. */
  | 'malformed-answer'
  /** The session's HMAC does not fit: somebody altered the answer on its way. */
  | 'altered-answer'
  | 'failure-mode'
  /** Too many wrong auth values; it takes none now. */
  | 'locked-out'
  | 'wrong-auth'
  /** The sealed object is not one of this parent's, or not whole. */
  | 'blob-refused'
  /** No key of this TPM is the one that the object was sealed under. */
  | 'parent-changed'
  /** There is no storage root key that can be read, and making one takes the owner's password. */
  | 'owner-password'
  /** The storage root key has a password of its own, and no other key is the wanted one or can be made. */
  | 'parent-password'
  /** Any other response code: see `responseCode`. */
  | 'refused';

/** The one error of this folder. Its message is its failure: text for people is made elsewhere. */
export class Tpm2Error extends Error {
  readonly failure: Tpm2Failure;
  /** What the TPM answered, where that is the reason. Part 2, 6.6. */
  readonly responseCode: number | undefined;

  constructor(failure: Tpm2Failure, options: { responseCode?: number; cause?: unknown } = {}) {
    super(failure, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Tpm2Error';
    this.failure = failure;
    this.responseCode = options.responseCode;
  }
}

/** Whether something that was caught is a Tpm2Error, with that failure if one is named. */
export function isTpm2Error(caught: unknown, failure?: Tpm2Failure): caught is Tpm2Error {
  return caught instanceof Tpm2Error && (failure === undefined || caught.failure === failure);
}
