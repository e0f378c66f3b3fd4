/** A TPM that no machine has: tests that need none must not touch a developer's own. */
export const noTpm = '/dev/tpmrm999';
