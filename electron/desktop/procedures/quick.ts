/** The quick-copy window: it copies as the window does, and this is what it needs beside that. */
import type { quickProcedures } from '../../../shared/contract/quick.ts';
import { lastUsedKeys } from '../../vault/use-cases/audit-log.ts';
import { findKey } from '../../vault/use-cases/find-key.ts';
import type { HandlersOf } from '../answer.ts';
import type { OpenVault, Tell } from '../open-vault.ts';
import type { Shell } from '../shell.ts';
import { idBytes } from './keys.ts';

export function quickHandlers(
  open: OpenVault,
  shell: Pick<Shell, 'focus' | 'hideQuick'>,
  tell: Tell,
): HandlersOf<typeof quickProcedures> {
  return {
    'quick.lastUsed': async () => ({ ids: await open.use(lastUsedKeys) }),
    'quick.hide': async () => {
      shell.hideQuick();
      return {};
    },
    'quick.toWindow': async ({ id }) => {
      if (id !== null) await open.use((vault) => findKey(vault, idBytes(id)));
      shell.hideQuick();
      shell.focus();
      if (id !== null) tell('keys.show', { id, copy: false });
      return {};
    },
  };
}
