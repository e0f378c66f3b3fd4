/**
 * The secret that `add` is given, and what the catalogue knows of it. To be recognised it becomes a string for a moment,
 * which cannot be wiped; it goes nowhere.
 */
import { isUtf8 } from 'node:buffer';
import type { Issuer } from '../../shared/catalogue/issuer.ts';
import { headersFor, usualHeader } from '../../shared/catalogue/usual-headers.ts';
import { KeybearerError } from '../../shared/errors.ts';
import type { Match } from '../../shared/recognise/match.ts';
import { plainPart, type Secret } from '../vault/secret.ts';
import type { Cli } from './cli.ts';
import type { KeyOptions } from './key-options.ts';
import { askParts, partNames, readPlain, readSecret } from './secret-input.ts';

export interface GivenSecret {
  /** The caller wipes it. */
  readonly secret: Secret;
  /** Named by --issuer, or recognised; undefined where neither says one that is known. */
  readonly issuer: Issuer | undefined;
  /** Why it was recognised. */
  readonly match: Match | undefined;
  readonly headers: readonly string[];
  /** What the user should be told of how it was read. */
  readonly notes: readonly string[];
}

/** @param headers From --header or --no-header: they win over what the issuer takes. */
export async function readGivenSecret(
  cli: Cli,
  options: KeyOptions,
  headers: readonly string[] | undefined,
): Promise<GivenSecret> {
  const { findIssuer } = await import('../../shared/catalogue/catalogue.ts');
  const issuer = options.issuer === undefined ? undefined : findIssuer(options.issuer);
  if (options.part !== undefined || partNames(headers ?? []).length > 1)
    return named(issuer, headers, await readSecret(cli, options, headers ?? [usualHeader]));
  const severalParts = issuer !== undefined && issuer.parts.length > 1 && headers === undefined;
  if (severalParts && options.fromFile === undefined && !cli.terminal.stdinIsFree) {
    const names = issuer.parts.map(({ name }) => name);
    return named(issuer, headers, await askParts(cli, names));
  }
  const bytes = await readPlain(cli, options);
  const given = await recogniseGiven(bytes, options.issuer, headers);
  if (given !== undefined && 'secret' in given) {
    if (!given.secret.some((part) => part.bytes === bytes)) bytes.fill(0);
    return given;
  }
  if (severalParts) {
    bytes.fill(0);
    throw new KeybearerError('no-terminal', { asked: 'parts' });
  }
  const secret = [{ name: partNames(headers ?? [])[0] ?? plainPart, bytes }];
  return { ...named(issuer, headers, secret), notes: given?.notes ?? [] };
}

function named(issuer: Issuer | undefined, headers: readonly string[] | undefined, secret: Secret): GivenSecret {
  return { secret, issuer, match: undefined, headers: headers ?? headersFor(issuer, namesOf(secret)), notes: [] };
}

function namesOf(secret: Secret): string[] {
  return secret.map(({ name }) => name);
}

async function recogniseGiven(
  bytes: Buffer,
  issuerId: string | undefined,
  headers: readonly string[] | undefined,
): Promise<GivenSecret | { notes: string[] } | undefined> {
  if (!isUtf8(bytes)) return undefined;
  const [{ recognise }, { findIssuer }, { choose }] = await Promise.all([
    import('../../shared/recognise/recognise.ts'),
    import('../../shared/catalogue/catalogue.ts'),
    import('../../shared/recognise/choose.ts'),
  ]);
  const text = bytes.toString();
  const matches = recognise(text);
  const choice = choose(matches, issuerId);
  if (choice.kind === 'none')
    return { notes: issuerId === undefined && headers === undefined ? openNotes(matches) : [] };
  if (choice.kind === 'several') return { notes: ['Several secrets were recognised in it, so none was taken out.'] };
  const { match } = choice;
  const issuer = findIssuer(match.issuerId)!;
  const whole = match.form === 'secret' || match.form === 'jwt';
  if (headers !== undefined && match.parts.length > 1) return undefined;
  if (headers?.length === 0 && !whole) return undefined; // a file that is stored as it is
  const onlyName = headers === undefined ? undefined : (partNames(headers)[0] ?? plainPart);
  const secret = match.parts.map(({ name, start, length }) => ({
    name: onlyName ?? name,
    bytes: whole && length === text.length ? bytes : Buffer.from(text.slice(start, start + length)),
  }));
  const filled = headers ?? headersFor(issuer, namesOf(secret));
  if (headers === undefined && !isEnough(issuer, filled, secret)) return { notes: [partialNote(issuer, match)] };
  const notes = whole ? [] : [`Took the secret alone out of the ${formWords[match.form]}.`];
  return { secret, issuer, match, headers: filled, notes };
}

/** A form that others have too decides nothing: the user can. Of a JWT, which anybody makes, it is not worth saying. */
function openNotes(matches: readonly Match[]): string[] {
  const issuers = [...new Set(matches.filter(({ reason }) => reason.code !== 'jwt').map(({ issuerId }) => issuerId))];
  if (issuers.length === 0) return [];
  return [
    `Whose it is cannot be told: its form fits ${issuers.join(', ')}. With --issuer ID it gets that issuer's header.`,
  ];
}

function isEnough(issuer: Issuer, headers: readonly string[], secret: Secret): boolean {
  if (issuer.parts.length === secret.length) return true;
  return headers.some((header) => header.includes('{'));
}

function partialNote(issuer: Issuer, match: Match): string {
  const parts = issuer.parts.map(({ name }) => name);
  return `This looks like one part of what ${issuer.name} takes (${match.parts[0]?.name}): give all with --issuer ${issuer.id} ${parts.map((name) => `--part ${name}=FILE`).join(' ')}.`;
}

const formWords: Record<Match['form'], string> = {
  secret: 'text',
  jwt: 'text',
  'header-line': 'header line',
  curl: 'curl command',
  'env-line': '.env line',
  json: 'JSON',
};
