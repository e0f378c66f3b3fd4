/** Text between tags. */
import { KeybearerError } from '../../../shared/errors.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @throws KeybearerError 'invalid-input' for control characters: XML 1.0 has no way to write them. */
export function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f\ufffe\uffff]/.test(text))
    throw new KeybearerError('invalid-input', { field: 'path', reason: 'line-breaks' });
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Text between tags that `xmlText` wrote. */
export function plainText(xml: string): string {
  const characters = Object.entries(entities);
  return xml.replace(/&\w+;/g, (entity) => characters.find(([, each]) => each === entity)?.[0] ?? entity);
}
