/** Reads one entry of a password store: the secret on its first line, `key: value` below it, or free text. */
import type { Entry, Field } from './item.ts';
import { secretName } from './secret-name.ts';
import { textOf } from './text.ts';

/** @param title The entry's path in the store: `aws/production`. */
export function readPassEntry(title: string, bytes: Buffer): Entry {
  const text = textOf(bytes);
  // A private key begins on the first line and goes on below it.
  if (text.startsWith('-----BEGIN ')) return entryOf(title, { fields: [{ label: '', value: text }] });
  const [first = '', ...rest] = text.split('\n');
  const settings = new Map<string, string>();
  const free: string[] = [];
  for (const line of rest) {
    const [, name, value] = /^([\w .-]{1,64}):[ \t]+(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) settings.set(name.trim().toLowerCase(), value.trim());
    else free.push(line);
  }
  const take = (...names: string[]) => {
    const found = names.find((name) => settings.get(name));
    const value = found === undefined ? undefined : settings.get(found);
    if (found !== undefined) settings.delete(found);
    return value;
  };
  const account = take('username', 'user', 'login', 'email', 'account');
  const url = take('url', 'site', 'host', 'website');
  const expires = take('expires', 'expiry', 'expires at', 'expiration');
  const fields = hiddenIn(settings);
  return entryOf(title, {
    account,
    url,
    expires,
    notes: [...[...settings].map(([name, value]) => `${name}: ${value}`), ...free].join('\n').trim() || undefined,
    fields: [{ label: '', value: first }, ...fields],
  });
}

function entryOf(title: string, found: Pick<Entry, 'fields'> & Partial<Entry>): Entry {
  return { nature: 'entry', title, line: null, tags: title.split('/').slice(0, -1), ...found };
}

/** Lines whose names are those of secrets leave the notes. */
function hiddenIn(settings: Map<string, string>): Field[] {
  const hidden = [...settings].filter(([name, value]) => secretName(name) === 'secret' && value !== '');
  for (const [name] of hidden) settings.delete(name);
  return hidden.map(([label, value]) => ({ label, value }));
}
