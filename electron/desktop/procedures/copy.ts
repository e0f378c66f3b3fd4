/** Copying: the text is made here and goes to the clipboard from here, never through the window. */
import type { clipboardProcedures } from '../../../shared/contract/clipboard.ts';
import type { DesktopSettings } from '../../../shared/contract/desktop.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import type { CopyFormatName } from '../../../shared/format-names.ts';
import { copyForm } from '../../delivery/copied.ts';
import { formats } from '../../delivery/formats.ts';
import { subjectOf } from '../../delivery/subject.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import { copySecretAs } from '../../vault/use-cases/deliver.ts';
import { findKey } from '../../vault/use-cases/find-key.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../answer.ts';
import type { ClipboardHold } from '../clipboard-hold.ts';
import { confirmedDelivery } from '../confirmed.ts';
import type { OpenVault } from '../open-vault.ts';
import { idBytes } from './keys.ts';

interface Copy {
  readonly apiKey: ApiKey;
  /** Wiped once it is on the clipboard. */
  readonly text: Buffer;
}

export function copyHandlers(
  open: OpenVault,
  hold: ClipboardHold,
  settings: () => DesktopSettings,
): HandlersOf<typeof clipboardProcedures> {
  return {
    'keys.copy': async ({ id, format, part, withSecret, confirmed }) => {
      const holdsSecret = withSecret || format === 'raw';
      const forMs = holdsSecret ? settings().clipboardSeconds * 1000 : null;
      // Reached first, so that no event tells of a secret that could not leave.
      const reached = await hold.clipboard.reach();
      try {
        const { apiKey, text } = await open.use((vault) =>
          holdsSecret
            ? secretIn(vault, idBytes(id), format, part, confirmed)
            : withoutSecret(vault, idBytes(id), format),
        );
        await reached.put(text, forMs).finally(() => text.fill(0));
        hold.note({ keyId: id, name: apiKey.name, format }, forMs, reached.gone);
      } finally {
        reached.leave();
      }
      return { held: hold.held };
    },
    'clipboard.status': async () => ({ held: hold.held }),
    'clipboard.clear': async () => {
      await hold.clear();
      return { held: hold.held };
    },
  };
}

async function secretIn(
  vault: Vault,
  id: Buffer,
  format: CopyFormatName,
  part: string | undefined,
  confirmed: boolean,
): Promise<Copy> {
  const to = confirmedDelivery(`clipboard, ${format}`, confirmed);
  const { apiKey, secret: text } = await copySecretAs(vault, id, to, copyForm(format, part));
  return { apiKey, text };
}

/** The form that asks `keybearer` for the secret when it runs. */
async function withoutSecret(vault: Vault, id: Buffer, name: CopyFormatName): Promise<Copy> {
  if (name === 'raw') throw new KeybearerError('invalid-input', { field: 'format', reason: 'form' });
  const apiKey = await findKey(vault, id);
  const format = formats[name];
  if (format.takes === 'headers' && apiKey.policy.headers.length === 0)
    throw new KeybearerError('no-header', { name: apiKey.name });
  return { apiKey, text: Buffer.from(format.withoutSecret(subjectOf(apiKey)).replace(/\n$/, '')) };
}
