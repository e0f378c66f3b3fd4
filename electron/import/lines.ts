/** A source's texts as a key's fields take them: what does not fit is left out, since the secret is what counts. */
import { isKeybearerError } from '../../shared/errors.ts';
import { parseLine } from '../../shared/key-name.ts';
import { limits } from '../../shared/limits.ts';

export function asLine(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lineOr(text, limits.lineMaxChars);
}

export function asTags(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => lineOr(tag, limits.tagMaxChars) ?? []).slice(0, limits.tagsMax);
}

/** The first of them, as far as there is room. */
export function asPlaces(places: readonly string[]): string[] {
  const lines = places.flatMap((place) => lineOr(place, limits.placeMaxChars) ?? []).slice(0, limits.placesMax);
  while (Buffer.byteLength(lines.join('\n')) > limits.placesMaxBytes) lines.pop();
  return lines;
}

function lineOr(text: string, maxChars: number): string | undefined {
  try {
    return parseLine(text, 'line', maxChars);
  } catch (caught) {
    if (isKeybearerError(caught, 'invalid-input')) return undefined;
    throw caught;
  }
}
