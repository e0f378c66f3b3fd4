/** Decides of each item whether it is a key, and what is known of it. */
import { KeybearerError } from '../../shared/errors.ts';
import type { Candidate, Place, Skipped, SkipReason, Verdicts } from './candidate.ts';
import type { Credential, Entry, Item, SourceContents, Variable } from './item.ts';
import { joinParts } from './join-parts.ts';
import { type Found, makeCandidate } from './make-candidate.ts';
import { namesIdentifier, namesPassword, secretName } from './secret-name.ts';
import { type ValueShape, valueShape } from './value-shape.ts';
import { whoseSecret } from './whose-secret.ts';

/** Nothing to store, whatever it is called and whatever the user asks for. */
const never: readonly ValueShape[] = ['empty', 'reference'];
/** Read by everybody: not secret, unless the name or the form says that it is one after all. */
const plain: readonly ValueShape[] = ['number', 'boolean', 'url', 'path', 'email', 'date', 'public'];

/** @param all Takes what does not look like a key as well. */
export function judge(source: SourceContents, all: boolean): Verdicts {
  const candidates: Candidate[] = [];
  const skipped: Skipped[] = [];
  const placeOf = (line: number | null): Place => ({ path: source.path, line });
  for (const { title, line, reason } of source.leftOut) skipped.push({ place: placeOf(line), title, reason });
  for (const item of joinParts(source.items)) {
    const place = placeOf(item.line);
    const verdict = judgeItem(item, all);
    if (typeof verdict === 'string') skipped.push({ place, title: item.title, reason: verdict });
    else
      for (const found of verdict) {
        const candidate = tryCandidate(item, found, place);
        if (candidate === undefined) skipped.push({ place, title: item.title, reason: 'unfit' });
        else candidates.push(candidate);
      }
  }
  return { candidates, skipped };
}

/** @returns what to store of it, at least one; or why nothing. */
function judgeItem(item: Item, all: boolean): Found[] | SkipReason {
  switch (item.nature) {
    case 'variable':
      return judgeVariable(item, all);
    case 'entry':
      return judgeEntry(item, all);
    case 'credential':
      return judgeCredential(item, all);
  }
}

function judgeVariable({ title, value, marked }: Variable, all: boolean): Found[] | SkipReason {
  const shape = valueShape(value);
  if (never.includes(shape)) return shape as SkipReason;
  const match = whoseSecret(title, value);
  const found: Found[] = [{ title, parts: [{ label: 'secret', value }], match }];
  if (match !== undefined || all) return found;
  if (shape === 'placeholder') return shape;
  if (marked || shape === 'url-with-password' || shape === 'private-key') return found;
  const named = secretName(title);
  if (named === 'public') return 'public';
  const mayBePlain = namesPassword(title) && ['number', 'date', 'boolean', 'public'].includes(shape);
  if (plain.includes(shape) && !(mayBePlain && named === 'secret')) return shape as SkipReason;
  if (named === 'secret' && value.length >= 4) return found;
  if (shape === 'token' && !namesIdentifier(title)) return found;
  return shape === 'token' ? 'identifier' : (shape as SkipReason);
}

function judgeEntry(entry: Entry, all: boolean): Found[] | SkipReason {
  const isFilled = (shape: ValueShape) => !never.includes(shape) && (all || shape !== 'placeholder');
  const filled = entry.fields.filter(({ value }) => isFilled(valueShape(value)));
  if (filled.length === 0) return 'empty';
  const found = filled.flatMap(({ label, value }): Found[] => {
    const match = whoseSecret(`${entry.title} ${label}`, value, entry.url);
    const isKey = match !== undefined || all || (entry.marked && label === '') || looksLikeKey(entry, label, value);
    const title = label === '' ? entry.title : `${entry.title} ${label}`;
    return isKey ? [{ title, parts: [{ label: 'secret', value }], match }] : [];
  });
  if (found.length > 0) return found;
  return entry.account !== undefined || entry.url !== undefined ? 'login' : 'word';
}

/** A long random password of a website looks the same as a token: there only the name tells. */
function looksLikeKey({ title, account, url }: Entry, label: string, value: string): boolean {
  const shape = valueShape(value);
  if (shape === 'private-key' || shape === 'url-with-password') return true;
  if (shape !== 'token' && shape !== 'identifier') return false;
  const named = (name: string) => secretName(name) === 'secret' && !namesPassword(name);
  if (named(label) || named(title) || /\bapi\b/i.test(`${title} ${label}`)) return true;
  return shape === 'token' && account === undefined && url === undefined;
}

function judgeCredential({ title, parts, issuer }: Credential, all: boolean): Found[] | SkipReason {
  const main = parts.at(-1)!;
  const bad = parts.map(({ value }) => valueShape(value)).find((shape) => never.includes(shape));
  if (bad !== undefined) return bad as SkipReason;
  if (!all && valueShape(main.value) === 'placeholder') return 'placeholder';
  const match = issuer !== undefined && parts.length > 1 ? undefined : whoseSecret(title, main.value);
  return [{ title, parts, match }];
}

/** @returns undefined where the secret cannot be stored: too long, say. */
function tryCandidate(item: Item, found: Found, place: Place): Candidate | undefined {
  try {
    return makeCandidate(item, found, place);
  } catch (caught) {
    if (caught instanceof KeybearerError) return undefined;
    throw caught;
  }
}
