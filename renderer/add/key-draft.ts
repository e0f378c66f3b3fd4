/** A key as it stands in a form: texts, until they are read. */

import type { DetailsView, KeyView } from '../../shared/contract/keys.ts';
import type { Input } from '../../shared/contract.ts';
import { KeybearerError } from '../../shared/errors.ts';
import { parseExpiry } from '../../shared/expiry.ts';
import { normaliseHeaderTemplate } from '../../shared/header-template.ts';
import { parseKeyName, parseLine } from '../../shared/key-name.ts';
import { limits } from '../../shared/limits.ts';
import { parseOrigin } from '../../shared/origin.ts';
import { originReasons, reasonWords, templateReasons } from '../error-reasons.ts';
import { typedDay } from '../ui/dates.ts';

export interface KeyDraft {
  readonly name: string;
  readonly issuer: string;
  readonly account: string;
  readonly environment: string;
  /** Separated by commas. */
  readonly tags: string;
  /** One a line. */
  readonly origins: string;
  /** One a line. */
  readonly headers: string;
  readonly envName: string;
  /** As `parseExpiry` reads it; empty is none. */
  readonly expires: string;
  /** Days separated by commas, or `never`; empty is the default. */
  readonly leadDays: string;
  readonly page: string;
  /** Where it is used, one a line. */
  readonly places: string;
  /** How it is renewed. */
  readonly renewal: string;
  readonly notes: string;
  readonly askBeforeUse: boolean;
}

export const emptyDraft: KeyDraft = {
  name: '',
  issuer: '',
  account: '',
  environment: '',
  tags: '',
  origins: '',
  headers: 'Authorization: Bearer {secret}',
  envName: '',
  expires: '',
  leadDays: '',
  page: '',
  places: '',
  renewal: '',
  notes: '',
  askBeforeUse: false,
};

const never = 'never';

export type DraftErrors = Partial<Record<keyof KeyDraft, string>>;
export type KeyFields = Omit<Input<'keys.edit'>, 'id'>;

export function draftOf(key: KeyView): KeyDraft {
  return {
    name: key.name,
    issuer: key.issuer ?? '',
    account: key.account ?? '',
    environment: key.environment ?? '',
    tags: key.tags.join(', '),
    origins: key.origins.join('\n'),
    headers: key.headers.join('\n'),
    envName: key.envName ?? '',
    expires: expiresText(key.expiresAt),
    leadDays: key.leadDays?.length === 0 ? never : (key.leadDays?.join(', ') ?? ''),
    page: key.managementUrl ?? '',
    places: '',
    renewal: '',
    notes: '',
    askBeforeUse: key.askBeforeUse,
  };
}

/** What is sealed beside the secret, as the form has it. */
export function detailsDraft({ places, renewal, notes }: DetailsView): Pick<KeyDraft, keyof DetailsView> {
  return { places: places.join('\n'), renewal, notes };
}

/** The day alone where the key ends with it; else the instant, which loses nothing. */
export function expiresText(expiresAt: number | null): string {
  if (expiresAt === null) return '';
  const day = typedDay(expiresAt);
  return parseExpiry(day, 0) === expiresAt ? day : new Date(expiresAt).toISOString();
}

/** What is wrong with each field, in words; nothing where all can be read. */
export function draftErrors(draft: KeyDraft, now: number): DraftErrors {
  const errors: DraftErrors = {};
  for (const field of Object.keys(readers) as (keyof typeof readers)[]) {
    try {
      readers[field](draft[field], now);
    } catch (caught) {
      if (!(caught instanceof KeybearerError)) throw caught;
      errors[field] = errorWords(field, caught);
    }
  }
  return errors;
}

/** @throws KeybearerError where `draftErrors` tells of one. */
export function readDraft(draft: KeyDraft, now: number): KeyFields & { name: string } {
  return {
    name: readers.name(draft.name),
    issuer: lineOrNull(draft.issuer),
    account: lineOrNull(draft.account),
    environment: lineOrNull(draft.environment),
    tags: draft.tags.split(',').map(trim).filter(Boolean),
    origins: readers.origins(draft.origins),
    headers: readers.headers(draft.headers),
    envName: lineOrNull(draft.envName),
    expiresAt: readers.expires(draft.expires, now),
    leadDays: readers.leadDays(draft.leadDays),
    managementUrl: readers.page(draft.page),
    places: readers.places(draft.places),
    renewal: draft.renewal,
    notes: draft.notes,
    askBeforeUse: draft.askBeforeUse,
  };
}

/** Only what was changed: what is left alone need not be unlocked, and nobody else's change is undone. */
export function changesOf(before: KeyDraft, after: KeyDraft, now: number): KeyFields {
  const fields = readDraft(after, now);
  const changed = (Object.keys(after) as (keyof KeyDraft)[]).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map(sentName).map((name) => [name, fields[name]]));
}

/** Two fields are called otherwise where they are texts. */
function sentName(field: keyof KeyDraft): keyof KeyFields {
  if (field === 'expires') return 'expiresAt';
  return field === 'page' ? 'managementUrl' : field;
}

const trim = (text: string) => text.trim();
const linesOf = (text: string) => text.split('\n').map(trim).filter(Boolean);
const lineOrNull = (text: string) => (text.trim() === '' ? null : text.trim());

const readers = {
  name: (text: string) => parseKeyName(text),
  origins: (text: string) => linesOf(text).map(parseOrigin),
  headers: (text: string) => linesOf(text).map(normaliseHeaderTemplate),
  expires: (text: string, now: number) => (text.trim() === '' ? null : parseExpiry(text.trim(), now)),
  leadDays: (text: string) => {
    if (text.trim() === never) return [];
    return text.trim() === '' ? null : text.split(',').map(readLeadDay);
  },
  page: (text: string) => {
    const page = lineOrNull(text);
    if (page !== null && !/^https:\/\/[^/\s]/.test(page)) throw new KeybearerError('invalid-input', { field: 'page' });
    return page;
  },
  places: (text: string) => {
    const places = linesOf(text).map((line) => parseLine(line, 'place', limits.placeMaxChars));
    if (places.length > limits.placesMax)
      throw new KeybearerError('invalid-input', { field: 'places', reason: 'too-many', max: limits.placesMax });
    return places;
  },
};

function readLeadDay(text: string): number {
  const days = Number(text.trim());
  if (!/^\s*\d{1,4}\s*$/.test(text) || days > limits.leadDayMax)
    throw new KeybearerError('invalid-input', { field: 'remind' });
  return days;
}

function errorWords(field: keyof typeof readers, { details }: KeybearerError): string {
  const reason = String(details.reason);
  const words = {
    name: () => (reason === 'empty' ? 'Give it a name.' : `This cannot be a name: ${reasonWords(details)}.`),
    origins: () => `No origin: ${originReasons[reason] ?? 'its form is not right'}. Write https://api.example.com.`,
    headers: () => `No header: ${templateReasons[reason] ?? 'its form is not right'}. Write X-Api-Key: {secret}.`,
    expires: () => 'No date. Write 2027-03-01, 90d or none.',
    leadDays: () => `Days from 0 to ${limits.leadDayMax}, separated by commas, or never.`,
    page: () => 'A page begins with https://.',
    places: () => `One of them cannot be taken: ${reasonWords(details)}.`,
  };
  return words[field]();
}
