/**
 * Header templates: `Name: value` with `{part}` where a part of the secret goes.
 *
 *   Authorization: Bearer {secret}
 *   Authorization: Basic {base64:api:{secret}}
 *   api-version: v1                                 (a companion: no part, sent as it is)
 */
import { KeybearerError } from './errors.ts';
import { limits } from './limits.ts';

/** A piece of a header's value. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'base64'; readonly pieces: readonly TemplatePiece[] };

export interface HeaderTemplate {
  readonly name: string;
  readonly pieces: readonly TemplatePiece[];
}

// RFC 9110, section 5.6.2 (token) and 5.5 (field-value: visible ASCII, space and tab inside).
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/;
const fieldText = /^[\t\x20-\x7e]*$/;
const partName = /^[a-z][a-z0-9_]*$/;

/** Headers that steer the connection or the request's framing: a secret has no business in them. */
const refusedNames =
  /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|keep-alive|proxy-connection)$/i;

/**
 * Reads a template.
 *
 * @throws KeybearerError 'header-template-invalid' with `reason` 'form', 'name', 'characters', 'braces' or 'too-long'.
 */
export function parseHeaderTemplate(text: string): HeaderTemplate {
  if (text.length > limits.headerTemplateMaxChars) throw invalid('too-long', text);
  const colon = text.indexOf(':');
  if (colon < 1) throw invalid('form', text);
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1).trim();
  if (!fieldName.test(name) || refusedNames.test(name)) throw invalid('name', text);
  if (value === '') throw invalid('form', text);
  if (!fieldText.test(value)) throw invalid('characters', text);
  return { name, pieces: parsePieces(value, text) };
}

/** The one spelling of a template: exactly one space after the colon. */
export function normaliseHeaderTemplate(text: string): string {
  const { name } = parseHeaderTemplate(text);
  return `${name}: ${text.slice(text.indexOf(':') + 1).trim()}`;
}

/** The names of the parts that a template needs, each once. */
export function templateParts(template: HeaderTemplate): string[] {
  const walk = (pieces: readonly TemplatePiece[]): string[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'part' ? [piece.part] : piece.kind === 'base64' ? walk(piece.pieces) : [],
    );
  return [...new Set(walk(template.pieces))];
}

export function isPartName(name: string): boolean {
  return partName.test(name) && name.length <= limits.partNameMaxChars;
}

function parsePieces(value: string, whole: string): TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let rest = value;
  while (rest !== '') {
    const match = /^\{base64:((?:[^{}]|\{[^{}]*\})*)\}|^\{([^{}]*)\}|^[^{}]+/.exec(rest);
    if (match === null) throw invalid('braces', whole);
    const [matched, inner, part] = match;
    if (inner !== undefined) pieces.push({ kind: 'base64', pieces: parsePieces(inner, whole) });
    else if (part === undefined) pieces.push({ kind: 'text', text: matched });
    else if (isPartName(part)) pieces.push({ kind: 'part', part });
    else throw invalid('braces', whole);
    rest = rest.slice(matched.length);
  }
  return pieces;
}

// The template is not named in the error: somebody may have typed the secret into it. Its name is where it has a brace,
// which no secret brings along: `2:vJC6...` is one, and not a header of the name 2.
function invalid(reason: string, text: string): KeybearerError {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  const isMeant = text.includes('{') && fieldName.test(name);
  return new KeybearerError('header-template-invalid', { reason, header: isMeant ? name : null });
}
