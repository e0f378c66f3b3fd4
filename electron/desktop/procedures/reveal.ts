/** Reveal: the one procedure that sends a secret to the window, for a bounded time and on the record. */
import type { keyProcedures } from '../../../shared/contract/keys.ts';
import { wipeSecret } from '../../vault/secret.ts';
import { revealSecret } from '../../vault/use-cases/deliver.ts';
import type { HandlersOf } from '../answer.ts';
import { confirmedDelivery } from '../confirmed.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Shell } from '../shell.ts';
import { idBytes } from './keys.ts';

type Group = Pick<HandlersOf<typeof keyProcedures>, 'keys.reveal' | 'keys.hide'>;

/** How long a secret is shown: enough to compare or type it once. */
const hideAfterMs = 15_000;

export function revealHandlers(open: OpenVault, shell: Pick<Shell, 'protectContent'>): Group {
  let shown: NodeJS.Timeout | undefined;
  const show = (on: boolean) => {
    clearTimeout(shown);
    shell.protectContent(on);
    // Even if the window never says that it hid it.
    if (on) shown = setTimeout(() => shell.protectContent(false), hideAfterMs + 1000).unref();
  };
  return {
    'keys.reveal': async ({ id, confirmed }) => {
      const { secret } = await open.use((vault) =>
        revealSecret(vault, idBytes(id), confirmedDelivery('window', confirmed)),
      );
      const parts = secret.map(({ name, bytes }) => ({ name, text: bytes.toString() }));
      wipeSecret(secret);
      show(true);
      return { parts, hideAfterMs };
    },
    'keys.hide': async () => {
      show(false);
      return {};
    },
  };
}
