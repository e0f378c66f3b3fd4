/** Makes a key of what was found: its name, its secret, and where it may go. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { Issuer } from '../../shared/catalogue/issuer.ts';
import { headersFor } from '../../shared/catalogue/usual-headers.ts';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import { parseOrigin } from '../../shared/origin.ts';
import { checkFits } from '../vault/header-value.ts';
import { checkSecret, type Secret } from '../vault/secret.ts';
import type { Candidate, Place } from './candidate.ts';
import { readExpiry } from './expiry.ts';
import type { Field, Item } from './item.ts';
import { asKeyName, fileWords, variableAsName } from './key-names.ts';
import { asLine, asPlaces, asTags } from './lines.ts';
import { namesPassword } from './secret-name.ts';
import { valueShape } from './value-shape.ts';
import type { Whose } from './whose-secret.ts';

/** One secret of an item. */
export interface Found {
  readonly title: string;
  readonly parts: readonly Field[];
  /** Undefined where the secret's form tells nobody. */
  readonly match: Whose | undefined;
}

/** @throws KeybearerError where the secret cannot be stored at all. */
export function makeCandidate(item: Item, found: Found, place: Place): Candidate {
  const known = issuerOf(item, found);
  const secret = secretOf(found, known);
  checkSecret(secret);
  const expires = readExpiry(item.expires);
  const { environment, folder } = fileWords(place.path);
  const { match, parts } = found;
  return {
    place,
    title: found.title,
    names: namesFor(item, found.title, environment, folder),
    secret,
    fields: {
      issuer: known?.id ?? (item.nature === 'credential' ? item.issuer : undefined),
      account: asLine(item.account),
      environment: asLine(item.environment) ?? (item.nature === 'variable' ? environment : undefined),
      tags: asTags(item.tags ?? (folder === undefined ? [] : [folder])),
      envName:
        item.nature === 'variable' && parts.length === 1 ? envNameOf(item.title) : known && usualEnvName(known, secret),
      policy: { askBeforeUse: false, headers: headersOf(item, known, secret), origins: originsOf(item, known) },
      managementUrl: known?.page,
      ...(expires !== undefined && { expiresAt: expires }),
      ...(item.notes !== undefined && { notes: asText(item.notes, limits.notesMaxBytes) }),
      ...(item.renewal !== undefined && { renewal: asText(item.renewal, limits.renewalMaxBytes) }),
      ...(item.places !== undefined && { places: asPlaces(item.places) }),
    },
    confidence: match?.confidence ?? null,
    expiryUnread: item.expires !== undefined && item.expires !== '' && expires === undefined,
  };
}

/** What the source says comes first: it may be a registry of one's own that gave out a token of a known form. */
function issuerOf(item: Item, { match }: Found): Issuer | undefined {
  const said = item.nature === 'credential' && item.issuer !== undefined ? findIssuer(item.issuer) : undefined;
  return said ?? match?.issuer;
}

function secretOf({ parts, match }: Found, issuer: Issuer | undefined): Secret {
  const only = parts.length === 1 && issuer !== undefined && issuer === match?.issuer ? match.part : undefined;
  return parts.map(({ label, value }) => {
    // Half a character, as JSON may have it, would become another one.
    if (!value.isWellFormed()) throw new KeybearerError('secret-unfit', { reason: 'not-utf8' });
    return { name: only ?? label, bytes: Buffer.from(trimmed(value)) };
  });
}

/** White space around a token is a slip of the pen; a file keeps its line end. */
function trimmed(value: string): string {
  return value.trim().includes('\n') ? value.replace(/^\s+/, '') : value.trim();
}

/** As the source or the issuer says; else the usual one, for what looks like a token and is not called a password. */
function headersOf(item: Item, issuer: Issuer | undefined, secret: Secret): readonly string[] {
  const own = item.nature === 'credential' ? item.headers : undefined;
  const shape = valueShape(secret[0]!.bytes.toString());
  const looksSent =
    secret.length === 1 && ['token', 'word', 'identifier'].includes(shape) && !namesPassword(item.title);
  const names = secret.map(({ name }) => name);
  const headers = own ?? (issuer !== undefined || looksSent ? headersFor(issuer, names) : []);
  return fits(headers, secret) ? headers : [];
}

function fits(headers: readonly string[], secret: Secret): boolean {
  try {
    checkFits(headers, secret);
    return true;
  } catch (caught) {
    if (caught instanceof KeybearerError) return false;
    throw caught;
  }
}

/** The issuer's own; where each customer has one of their own, the source's. */
function originsOf(item: Item, issuer: Issuer | undefined): readonly string[] {
  if (item.nature === 'credential' && item.origins !== undefined) return item.origins.flatMap(asOrigin);
  if (issuer === undefined) return [];
  if (issuer.origins.length > 0) return issuer.origins;
  const beside = item.nature === 'variable' ? item.origin : item.nature === 'entry' ? item.url : undefined;
  return beside === undefined || !URL.canParse(beside) ? [] : asOrigin(new URL(beside).origin);
}

function asOrigin(text: string): string[] {
  try {
    return [parseOrigin(text)];
  } catch (caught) {
    if (isKeybearerError(caught, 'origin-invalid')) return [];
    throw caught;
  }
}

function envNameOf(variable: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(variable) && variable.length <= limits.envNameMaxChars ? variable : undefined;
}

function usualEnvName(issuer: Issuer, secret: Secret): string | undefined {
  return secret.length === 1 && issuer.parts.length === 1 ? issuer.parts[0]?.envNames[0] : undefined;
}

function asText(text: string, maxBytes: number): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return bytes;
  // By character: what is cut is UTF-8 still.
  let end = maxBytes;
  while ((bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function namesFor(item: Item, title: string, environment?: string, folder?: string): Candidate['names'] {
  const plain = asKeyName(item.nature === 'variable' ? variableAsName(title) : title);
  // Where a source has groups of its own, the file's folder says nothing of an entry.
  if (item.tags !== undefined) return [plain];
  const both = environment !== undefined && folder !== undefined ? [`${folder}-${environment}`] : [];
  const told = [environment, folder, ...both].flatMap((suffix) =>
    suffix === undefined ? [] : [`${plain}-${suffix.slice(0, 40)}`],
  );
  return [plain, ...told.map(asKeyName)];
}
