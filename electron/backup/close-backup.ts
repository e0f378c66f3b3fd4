/** Encrypts a backup, and opens it again where that can be done. */
import { KeybearerError } from '../../shared/errors.ts';
import { type AgeIdentities, type AgeRecipients, decryptAge, encryptAge } from './age.ts';

/**
 * @param plain The caller wipes it.
 * @param check What opens it again; undefined: it is not at hand.
 * @throws KeybearerError 'backup-not-verified' when what was opened again is something else.
 */
export async function closeBackup(
  plain: Buffer,
  to: AgeRecipients,
  check: AgeIdentities | undefined,
  armored: boolean,
): Promise<Buffer> {
  const file = await encryptAge(plain, to, { armored });
  if (check === undefined) return file;
  const opened = await decryptAge(file, check);
  const isSame = opened.equals(plain);
  opened.fill(0);
  if (!isSame) throw new KeybearerError('backup-not-verified');
  return file;
}
