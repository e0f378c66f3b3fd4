/** The XML of a KDBX file: groups with entries. Entities that a document defines itself are refused, as are all declarations. */
import type { QualifiedTag, Tag } from 'sax';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import type { ProtectedValues } from './protected-values.ts';

export interface KdbxString {
  readonly key: string;
  readonly value: string;
  readonly isProtected: boolean;
}

export interface KdbxEntry {
  readonly strings: readonly KdbxString[];
  /** Names of the groups that it is in, without the root. */
  readonly groups: readonly string[];
  readonly tags: string;
  /** As the file writes it: base64 of seconds since the year 1; undefined where it does not expire. */
  readonly expiryTime: string | undefined;
}

interface Group {
  readonly uuid: string;
  name: string;
}

/** Deeper than any person nests groups, with the levels around them. */
const maxDepth = 200;

/** @throws KeybearerError 'source-malformed' with `reason` 'xml' or 'too-many'. */
export async function readDocument(xml: string, values: ProtectedValues): Promise<KdbxEntry[]> {
  const { default: sax } = await import('sax');
  const reader = new DocumentReader(values);
  const parser = sax.parser(true, { position: false });
  const refuse = () => {
    throw new KeybearerError('source-malformed', { reason: 'xml' });
  };
  parser.onerror = refuse;
  parser.ondoctype = refuse;
  parser.onopentag = (tag) => reader.open(tag);
  parser.ontext = (text) => reader.text(text);
  parser.onclosetag = () => reader.close();
  parser.write(xml).close();
  return reader.entries();
}

class DocumentReader {
  readonly #values: ProtectedValues;
  readonly #entries: (KdbxEntry & { readonly groupUuids: readonly string[] })[] = [];
  readonly #path: string[] = [];
  readonly #groups: Group[] = [];
  #recycleBin = '';
  #text = '';
  #isProtected = false;
  #entry:
    | { strings: KdbxString[]; key: string; tags: string; expires: boolean; expiryTime: string | undefined }
    | undefined;

  constructor(values: ProtectedValues) {
    this.#values = values;
  }

  /** What lies in the recycle bin is not there for whoever looks into the program. */
  entries(): KdbxEntry[] {
    return this.#entries.filter(({ groupUuids }) => !groupUuids.includes(this.#recycleBin));
  }

  open(tag: Tag | QualifiedTag): void {
    this.#path.push(tag.name);
    if (this.#path.length > maxDepth) throw new KeybearerError('source-malformed', { reason: 'xml' });
    this.#text = '';
    this.#isProtected = String(tag.attributes.Protected ?? '') === 'True';
    if (tag.name === 'Group') this.#groups.push({ uuid: '', name: '' });
    if (tag.name === 'Entry' && !this.#path.includes('History'))
      this.#entry = { strings: [], key: '', tags: '', expires: false, expiryTime: undefined };
  }

  text(text: string): void {
    this.#text += text;
  }

  close(): void {
    const [parent, name] = this.#path.slice(-2);
    const text = this.#isProtected ? this.#values.open(this.#text) : this.#text;
    const isHistory = this.#path.includes('History');
    if (name === 'Entry' && !isHistory) this.#endEntry();
    else if (!isHistory) this.#take(parent ?? '', name ?? '', text);
    if (name === 'Group') this.#groups.pop();
    this.#path.pop();
    this.#text = '';
    this.#isProtected = false;
  }

  #take(parent: string, name: string, text: string): void {
    const [entry, group] = [this.#entry, this.#groups.at(-1)];
    if (name === 'RecycleBinUUID') this.#recycleBin = text;
    else if (parent === 'Group' && group !== undefined && name === 'Name') group.name = text;
    else if (parent === 'Group' && group !== undefined && name === 'UUID') Object.assign(group, { uuid: text });
    else if (entry === undefined) return;
    else if (parent === 'String' && name === 'Key') entry.key = text;
    else if (parent === 'String' && name === 'Value')
      entry.strings.push({ key: entry.key, value: text, isProtected: this.#isProtected });
    else if (parent === 'Entry' && name === 'Tags') entry.tags = text;
    else if (parent === 'Times' && name === 'Expires') entry.expires = text === 'True';
    else if (parent === 'Times' && name === 'ExpiryTime') entry.expiryTime = text;
  }

  #endEntry(): void {
    if (this.#entry === undefined) return;
    const { strings, tags, expires, expiryTime } = this.#entry;
    if (this.#entries.length === limits.importItemsMax)
      throw new KeybearerError('source-malformed', { reason: 'too-many', max: limits.importItemsMax });
    this.#entries.push({
      strings,
      tags,
      expiryTime: expires ? expiryTime : undefined,
      groups: this.#groups.slice(1).map(({ name }) => name),
      groupUuids: this.#groups.map(({ uuid }) => uuid),
    });
    this.#entry = undefined;
  }
}
