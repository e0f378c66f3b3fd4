/** Importing: the files are read here, and of what is in them the window sees names and places alone. */
import type { importProcedures } from '../../../shared/contract/import.ts';
import type { Input } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { mappedColumns, unknownColumns } from '../../import/column-map.ts';
import { hasSecret } from '../../import/columns.ts';
import { prepareImport } from '../../import/import.ts';
import type { SourceContents } from '../../import/item.ts';
import { type Questions, readSource } from '../../import/read-source.ts';
import { isFolder, readImportFile } from '../../import-files/import-file.ts';
import { isPasswordStore, readPasswordStore } from '../../import-files/password-store.ts';
import type { HandlersOf } from '../answer.ts';
import { homePath } from '../home-path.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Pending } from '../pending.ts';

type Asked = Input<'import.preview'>;

export function importHandlers(open: OpenVault, pending: Pending): HandlersOf<typeof importProcedures> {
  return {
    'import.preview': async (asked) => {
      pending.drop();
      const prepared = await open.use(async (vault) => {
        // Before any file is read: what would be asked for is known at the start.
        if (!vault.isUnlocked) throw new KeybearerError('vault-locked', { side: 'secret' });
        const sources: SourceContents[] = [];
        for (const path of asked.paths) sources.push(await readOne(homePath(path), asked));
        return prepareImport(vault, sources, asked.all);
      });
      const { preview, wipe } = prepared;
      pending.keep({ wipe, store: () => prepared.store().then(() => preview.add.length) });
      return mutable(preview);
    },
    'import.apply': async () => ({ stored: await open.change(() => pending.store()) }),
    'import.cancel': async () => {
      pending.drop();
      return {};
    },
  };
}

async function readOne(path: string, asked: Asked): Promise<SourceContents> {
  if (!isFolder(path)) return readSource(path, readImportFile(path), asked.from, answersIn(asked));
  if (asked.from !== 'pass' && (asked.from !== undefined || !isPasswordStore(path)))
    throw new KeybearerError('file-not-readable', { path, reason: 'not-a-file' });
  return readPasswordStore(path, new AbortController().signal);
}

/** What a reader asks is answered with the call, or not at all: the window then asks the user, and calls again. */
function answersIn({ password, columns = [] }: Asked): Questions {
  return {
    password: async (path) => {
      if (password === undefined) throw new KeybearerError('source-password-needed', { path });
      return Buffer.from(password);
    },
    columns: async (path, header, known) => {
      const mapped = mappedColumns(path, header, known, columns);
      if (!hasSecret(mapped)) throw unknownColumns(path, header);
      return mapped;
    },
  };
}

/** The contract's arrays are the window's to change. */
function mutable<T>(value: T): Mutable<T> {
  return value as Mutable<T>;
}
type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
