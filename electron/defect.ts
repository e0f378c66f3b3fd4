/** Telling of a defect: by its kind and place, never by its message. What a library put there is not ours to know. */
export function defectPlace(caught: unknown): string {
  if (!(caught instanceof Error)) return 'unknown';
  const [, place] = /\n\s+at (.*)/.exec(caught.stack ?? '') ?? [];
  return `${caught.name} ${place ?? ''}`.trim();
}
