/** Copying: the text is made here and goes to the clipboard from here, never through the window. */
import type { clipboardProcedures } from '../../../shared/contract/clipboard.ts';
import type { DesktopSettings } from '../../../shared/contract/desktop.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import type { FormatName } from '../../../shared/format-names.ts';
import { formats } from '../../delivery/formats.ts';
import { subjectOf } from '../../delivery/subject.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import { type Delivery, printHeadersAs, revealSecret, revealSecretAs } from '../../vault/use-cases/deliver.ts';
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
      const to = confirmedDelivery('clipboard', confirmed, part);
      const made = (vault: Vault) => {
        if (format === 'secret') return secretAlone(vault, idBytes(id), to);
        return withSecret ? inFormat(vault, idBytes(id), format, to) : withoutSecret(vault, idBytes(id), format);
      };
      const forMs = withSecret || format === 'secret' ? settings().clipboardSeconds * 1000 : null;
      const apiKey = await put(open, hold, made, forMs);
      hold.note({ keyId: id, name: apiKey.name, format }, forMs);
      return { held: hold.held };
    },
    'clipboard.status': async () => ({ held: hold.held }),
    'clipboard.clear': async () => {
      await hold.clear();
      return { held: hold.held };
    },
  };
}

/** The clipboard is reached first, so that no event tells of a secret that could not leave. */
async function put(
  open: OpenVault,
  { clipboard }: ClipboardHold,
  made: (vault: Vault) => Promise<Copy>,
  forMs: number | null,
): Promise<ApiKey> {
  const reached = await clipboard.reach();
  const copy = await open.use(made).catch((caught: unknown) => {
    reached.leave();
    throw caught;
  });
  await reached.put(copy.text, forMs).finally(() => copy.text.fill(0));
  return copy.apiKey;
}

async function secretAlone(vault: Vault, id: Buffer, to: Delivery): Promise<Copy> {
  const { parts } = await findKey(vault, id);
  if (parts.length > 1 && to.part === undefined)
    throw new KeybearerError('invalid-input', { field: 'part', reason: 'missing-part', part: parts[0] ?? null });
  const { apiKey, secret } = await revealSecret(vault, id, to);
  return { apiKey, text: secret[0]!.bytes };
}

async function inFormat(vault: Vault, id: Buffer, name: FormatName, to: Delivery): Promise<Copy> {
  const format = formats[name];
  const { apiKey, secret: text } =
    format.takes === 'headers'
      ? await printHeadersAs(vault, id, to, (key, lines) => format.withSecret(subjectOf(key), lines))
      : await revealSecretAs(vault, id, to, (key, secret) => format.withSecret(subjectOf(key), secret));
  return { apiKey, text };
}

/** The form that asks `keybearer` for the secret when it runs. */
async function withoutSecret(vault: Vault, id: Buffer, name: FormatName): Promise<Copy> {
  const apiKey = await findKey(vault, id);
  const format = formats[name];
  if (format.takes === 'headers' && apiKey.policy.headers.length === 0)
    throw new KeybearerError('no-header', { name: apiKey.name });
  return { apiKey, text: Buffer.from(format.withoutSecret(subjectOf(apiKey))) };
}
