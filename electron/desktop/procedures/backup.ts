/** Writing a backup. What leaves is encrypted; the event is in the audit log before it does. */

import type { backupProcedures } from '../../../shared/contract/backup.ts';
import type { Input } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import type { AgeIdentities, AgeRecipients } from '../../backup/age.ts';
import { closeBackup } from '../../backup/close-backup.ts';
import { encodeBackup } from '../../backup/encode.ts';
import { NewFile } from '../../backup/new-file.ts';
import { checkRecipient } from '../../backup/recipients.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import { checkNewPassphrase } from '../../vault/typed.ts';
import { backUpKeys } from '../../vault/use-cases/back-up.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../answer.ts';
import { homePath } from '../home-path.ts';
import type { OpenVault } from '../open-vault.ts';

type Asked = Input<'backup.write'>;

export function backupHandlers(open: OpenVault): Pick<HandlersOf<typeof backupProcedures>, 'backup.write'> {
  return { 'backup.write': (asked) => open.use((vault) => writeBackup(vault, asked)) };
}

async function writeBackup(vault: Vault, asked: Asked) {
  const path = homePath(asked.path);
  const { to, check } = await recipientsOf(asked);
  // Before the event is written it is known that the file can be.
  const target = new NewFile(path);
  try {
    const { formed, keys, findings } = await backUpKeys(vault, planOf(asked, path), (all) =>
      encodeBackup(all, vault.parts.clock()),
    );
    target.finish(await closeBackup(formed, to, check, false).finally(() => formed.fill(0)));
    return { path, keys, findings: [...findings], checked: check !== undefined };
  } finally {
    target.discard();
    if ('passphrase' in to) to.passphrase.fill(0);
  }
}

async function recipientsOf({
  passphrase,
  recipients = [],
}: Asked): Promise<{ to: AgeRecipients; check: AgeIdentities | undefined }> {
  if ((passphrase === undefined) === (recipients.length === 0)) throw new KeybearerError('recipients-or-passphrase');
  if (passphrase === undefined)
    return { to: { recipients: await Promise.all(recipients.map((text) => checkRecipient(text))) }, check: undefined };
  const typed = Buffer.from(passphrase);
  checkNewPassphrase(typed);
  return { to: { passphrase: typed }, check: { passphrase: typed } };
}

function planOf({ confirmed, dropDamaged }: Asked, destination: string) {
  const confirm = async (asking: readonly ApiKey[]) => {
    if (!confirmed)
      throw new KeybearerError('confirmation-needed', {
        name: asking.map(({ name }) => name).join(', '),
        backup: true,
      });
    return true;
  };
  return { destination, skipAsking: false, dropDamaged, confirm };
}
