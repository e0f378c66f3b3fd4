/** Keys: what is known of them, and changing it. None of these answers with a secret. */
import type { keyProcedures } from '../../../shared/contract/keys.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { recognise } from '../../../shared/recognise/recognise.ts';
import { renewalPage } from '../../reminders/renew.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import { addKey } from '../../vault/use-cases/add-key.ts';
import { editKey } from '../../vault/use-cases/edit-key.ts';
import { findKey, listKeys } from '../../vault/use-cases/find-key.ts';
import { placesIn, readDetails, wipeDetails } from '../../vault/use-cases/key-details.ts';
import { snoozeKey } from '../../vault/use-cases/remind.ts';
import { replaceSecret, stepBack } from '../../vault/use-cases/replace-secret.ts';
import { emptyTrash, listTrash, removeKey, restoreKey } from '../../vault/use-cases/trash.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlersOf } from '../answer.ts';
import { keyView, matchView } from '../key-view.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Shell } from '../shell.ts';
import { keyFields, withSecret } from '../typed-in-window.ts';

type Group = Omit<HandlersOf<typeof keyProcedures>, 'keys.reveal' | 'keys.hide'>;

export function keyHandlers(open: OpenVault, shell: Pick<Shell, 'openPage'>): Group {
  const changed = async (work: (vault: Vault) => Promise<ApiKey>) => ({ key: keyView(await open.change(work)) });
  return {
    'keys.list': async () => {
      const { apiKeys, findings } = await open.use(listKeys);
      return { keys: apiKeys.map(keyView), findings };
    },
    'keys.trash': async () => ({ keys: (await open.use(listTrash)).map(keyView) }),
    'keys.add': ({ name, secret: parts, ...fields }) =>
      changed((vault) => withSecret(parts, (secret) => addKey(vault, { ...keyFields(fields), name }, secret))),
    'keys.recognise': async ({ text }) => ({ matches: recognise(text).map(matchView) }),
    'keys.edit': ({ id, ...fields }) => changed((vault) => editKey(vault, idBytes(id), keyFields(fields))),
    'keys.replaceSecret': ({ id, secret: parts, ...fields }) =>
      changed((vault) => withSecret(parts, (secret) => replaceSecret(vault, idBytes(id), secret, keyFields(fields)))),
    'keys.undoSecret': ({ id }) => changed((vault) => stepBack(vault, idBytes(id))),
    'keys.remove': ({ id }) => changed((vault) => removeKey(vault, idBytes(id))),
    'keys.restore': ({ id }) => changed((vault) => restoreKey(vault, idBytes(id))),
    'keys.snooze': ({ id, until }) => changed((vault) => snoozeKey(vault, idBytes(id), until)),
    'keys.emptyTrash': async () => ({ names: await open.change((vault) => emptyTrash(vault, 'all')) }),
    'keys.details': async ({ id }) => {
      const details = await open.use((vault) => readDetails(vault, idBytes(id)));
      const [notes, renewal] = [details.notes.toString(), details.renewal.toString()];
      const places = placesIn(details.places);
      wipeDetails(details);
      return { notes, renewal, places };
    },
    'keys.openPage': async ({ id }) => {
      const page = renewalPage(await open.use((vault) => findKey(vault, idBytes(id))));
      if (page === null) throw new KeybearerError('invalid-input', { field: 'page', reason: 'empty' });
      await shell.openPage(page);
      return {};
    },
  };
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id, 'hex');
}
