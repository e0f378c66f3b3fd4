/** Reads 1Password's 1PUX export: a zip with `export.data` in it. @see https://support.1password.com/1pux-format/ */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Contents, Entry, Field, LeftOut } from './item.ts';
import { jsonOf } from './text.ts';

const text = z.optional(z.nullable(z.string()));
const list = <T extends z.ZodMiniType>(element: T) =>
  z.optional(z.nullable(z.array(element).check(z.maxLength(limits.importItemsMax))));

const sectionField = z.object({
  id: text,
  title: text,
  value: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});
const itemSchema = z.object({
  state: text,
  categoryUuid: text,
  details: z.object({
    loginFields: list(z.object({ value: text, designation: text, fieldType: text, name: text })),
    notesPlain: text,
    sections: list(z.object({ fields: list(sectionField) })),
    password: text,
  }),
  overview: z.object({ title: text, url: text, tags: list(z.string()) }),
});
type OnePasswordItem = z.infer<typeof itemSchema>;

const exportSchema = z.object({
  accounts: z.array(
    z.object({ vaults: z.array(z.object({ attrs: z.object({ name: text }), items: z.array(itemSchema) })) }),
  ),
});

/** The category "API Credential". */
const apiCredential = '112';

export async function readOnePux(bytes: Buffer): Promise<Contents> {
  const parsed = exportSchema.safeParse(jsonOf(await exportData(bytes)));
  if (!parsed.success) throw new KeybearerError('source-malformed', { reason: 'fields' });
  const items: Entry[] = [];
  const leftOut: LeftOut[] = [];
  for (const vault of parsed.data.accounts.flatMap(({ vaults }) => vaults)) {
    for (const item of vault.items) {
      const title = item.overview.title || 'untitled';
      if (item.state === 'archived') leftOut.push({ title, line: null, reason: 'archived' });
      else items.push(entryOf(item, title, vault.attrs.name));
    }
  }
  return { items, leftOut };
}

/** The one entry that is read, in memory. The others, whatever they are called, are not looked at. */
async function exportData(bytes: Buffer): Promise<Buffer> {
  const { unzipSync } = await import('fflate/browser');
  try {
    const entries = unzipSync(bytes, {
      // Its buffer is made as large as it says it is: a bomb that lies about it does not fit, and is no JSON then.
      filter: ({ name, originalSize }) => name === 'export.data' && originalSize <= limits.importTextMaxBytes,
    });
    const data = entries['export.data'];
    if (data !== undefined) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  } catch {
    throw new KeybearerError('source-malformed', { reason: 'zip' });
  }
  throw new KeybearerError('source-malformed', { reason: 'no-export-data', max: limits.importTextMaxBytes });
}

function entryOf(
  { categoryUuid, details, overview }: OnePasswordItem,
  title: string,
  vault: string | null | undefined,
): Entry {
  const login = (designation: string) => details.loginFields?.find((field) => field.designation === designation)?.value;
  const inSections = (details.sections ?? []).flatMap(({ fields }) => fields ?? []);
  const named = (id: string, kind: string) => inSections.find((field) => field.id === id)?.value?.[kind];
  const expires = named('expires', 'date');
  return {
    nature: 'entry',
    title,
    line: null,
    marked: categoryUuid === apiCredential,
    account: login('username') || asText(named('username', 'string')),
    url: overview.url || asText(named('hostname', 'string')),
    notes: details.notesPlain || undefined,
    tags: [...(overview.tags ?? []), ...(vault ? [vault] : [])],
    expires: typeof expires === 'number' ? expires * 1000 : undefined,
    fields: [{ label: '', value: login('password') || details.password || '' }, ...concealed(inSections)],
  };
}

/** Fields that 1Password shows as dots. The one of an API credential is the secret itself and needs no name of its own. */
function concealed(fields: readonly z.infer<typeof sectionField>[]): Field[] {
  return fields.flatMap(({ id, title, value }) => {
    const secret = value?.concealed;
    return typeof secret === 'string' ? [{ label: id === 'credential' ? '' : (title ?? ''), value: secret }] : [];
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
