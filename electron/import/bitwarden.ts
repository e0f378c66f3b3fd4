/** Reads Bitwarden's JSON export. An encrypted one says so itself. @see https://bitwarden.com/help/condition-bitwarden-import/ */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Contents, Entry, Field, LeftOut } from './item.ts';
import { jsonOf } from './text.ts';

const text = z.optional(z.nullable(z.string()));
const list = <T extends z.ZodMiniType>(element: T) =>
  z.optional(z.nullable(z.array(element).check(z.maxLength(limits.importItemsMax))));

const itemSchema = z.object({
  type: z.number(),
  name: z.string(),
  notes: text,
  folderId: text,
  deletedDate: text,
  archivedDate: text,
  fields: list(z.object({ name: text, value: z.optional(z.nullable(z.unknown())), type: z.optional(z.number()) })),
  login: z.optional(z.nullable(z.object({ username: text, password: text, uris: list(z.object({ uri: text })) }))),
  sshKey: z.optional(z.nullable(z.object({ privateKey: text }))),
});
type BitwardenItem = z.infer<typeof itemSchema>;

const exportSchema = z.object({
  encrypted: z.optional(z.boolean()),
  folders: list(z.object({ id: z.string(), name: z.string() })),
  collections: list(z.object({ id: z.string(), name: z.string() })),
  items: z.optional(z.array(itemSchema).check(z.maxLength(limits.importItemsMax))),
});

/** The type of a field whose value the program hides. */
const hiddenField = 1;

/** @throws KeybearerError 'source-encrypted' for an export with a password or an account's key. */
export function readBitwarden(bytes: Buffer): Contents {
  const parsed = exportSchema.safeParse(jsonOf(bytes));
  if (!parsed.success) throw new KeybearerError('source-malformed', { reason: 'fields' });
  const { encrypted, folders, items } = parsed.data;
  if (encrypted) throw new KeybearerError('source-encrypted', { kind: 'bitwarden' });
  const folderNames = new Map((folders ?? []).map(({ id, name }) => [id, name]));
  const gone = (item: BitwardenItem) => Boolean(item.deletedDate || item.archivedDate);
  const leftOut = (items ?? [])
    .filter(gone)
    .map(({ name }): LeftOut => ({ title: name, line: null, reason: 'archived' }));
  return { items: (items ?? []).filter((item) => !gone(item)).map((item) => entryOf(item, folderNames)), leftOut };
}

function entryOf(item: BitwardenItem, folderNames: ReadonlyMap<string, string>): Entry {
  const folder = folderNames.get(item.folderId ?? '');
  return {
    nature: 'entry',
    title: item.name,
    line: null,
    account: item.login?.username || undefined,
    url: item.login?.uris?.find(({ uri }) => uri)?.uri ?? undefined,
    notes: item.notes || undefined,
    tags: folder === undefined ? [] : [folder],
    fields: fieldsOf(item),
  };
}

function fieldsOf({ login, sshKey, fields }: BitwardenItem): Field[] {
  const found: Field[] = [{ label: '', value: login?.password || sshKey?.privateKey || '' }];
  for (const { name, value, type } of fields ?? [])
    if (type === hiddenField && typeof value === 'string') found.push({ label: name ?? '', value });
  return found;
}
