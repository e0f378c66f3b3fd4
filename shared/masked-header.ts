/** A key's headers as they may be shown: everything but the secret. */
import { parseHeaderTemplate, type TemplatePiece } from './header-template.ts';

/** As many dots for every secret: its length is not told. */
const dots = '••••••••';

/**
 * `Authorization: Bearer ghp_••••••••`
 *
 * @param prefixes The public beginning of each part, where it is known.
 * @throws KeybearerError 'header-template-invalid'
 */
export function maskedHeader(template: string, prefixes: Readonly<Record<string, string>> = {}): string {
  const { name, pieces } = parseHeaderTemplate(template);
  const shown = (piece: TemplatePiece): string => {
    if (piece.kind === 'text') return piece.text;
    // What is encoded has no beginning of its own.
    return piece.kind === 'base64' ? dots : `${prefixes[piece.part] ?? ''}${dots}`;
  };
  return `${name}: ${pieces.map(shown).join('')}`;
}
