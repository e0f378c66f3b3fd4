/** Restoring a backup: first what would become of each key, then that, or nothing. */

import type { backupProcedures, RestoreStep } from '../../../shared/contract/backup.ts';
import type { Input } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import { decryptAge, lockOfAge } from '../../backup/age.ts';
import { decodeBackup } from '../../backup/decode.ts';
import { parseIdentities } from '../../backup/recipients.ts';
import { readImportFile } from '../../import-files/import-file.ts';
import type { MergeStep } from '../../vault/use-cases/merge-plan.ts';
import { previewRestore, restoreBackup } from '../../vault/use-cases/restore-backup.ts';
import { type WholeKey, wipeWholeKeys } from '../../vault/whole-key.ts';
import type { HandlersOf } from '../answer.ts';
import { homePath } from '../home-path.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Pending } from '../pending.ts';

type Asked = Input<'restore.preview'>;

export function restoreHandlers(
  open: OpenVault,
  pending: Pending,
): Omit<HandlersOf<typeof backupProcedures>, 'backup.write'> {
  return {
    'restore.preview': async (asked) => {
      pending.drop();
      const steps = await open.use(async (vault) => {
        if (!vault.isUnlocked) throw new KeybearerError('vault-locked', { side: 'secret' });
        const keys = await readBackup(asked);
        const planned = await previewRestore(vault, keys, asked.onConflict).catch((caught) => {
          wipeWholeKeys(keys);
          throw caught;
        });
        pending.keep({
          store: () => restoreBackup(vault, planned).then(() => planned.filter((step) => 'stored' in step).length),
          wipe: () => wipeWholeKeys(keys),
        });
        return planned;
      });
      return { steps: steps.map(stepView) };
    },
    'restore.apply': async () => ({ stored: await open.change(() => pending.store()) }),
    'restore.cancel': async () => {
      pending.drop();
      return {};
    },
  };
}

async function readBackup(asked: Asked): Promise<WholeKey[]> {
  const plain = await openFile(asked, readImportFile(homePath(asked.path), limits.backupFileMaxBytes));
  try {
    return decodeBackup(plain);
  } finally {
    plain.fill(0);
  }
}

async function openFile({ passphrase, identityPath }: Asked, file: Buffer): Promise<Buffer> {
  if (identityPath !== undefined) {
    const identities = readImportFile(homePath(identityPath), limits.recipientsFileMaxBytes);
    const parsed = await parseIdentities(identities).finally(() => identities.fill(0));
    return decryptAge(file, { identities: parsed });
  }
  if ((await lockOfAge(file)) === 'identity') throw new KeybearerError('identity-needed');
  if (passphrase === undefined) throw new KeybearerError('backup-passphrase-needed');
  const typed = Buffer.from(passphrase);
  return decryptAge(file, { passphrase: typed }).finally(() => typed.fill(0));
}

function stepView(step: MergeStep): RestoreStep {
  return {
    name: step.key.record.name,
    action: step.action,
    storedAs: 'stored' in step ? step.stored.record.name : null,
    differsIn: 'differs' in step ? [...step.differs] : [],
  };
}
