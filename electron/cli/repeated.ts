/** For an option that may be given more than once: what commander has so far, and one more. */
export const repeated = (text: string, before: string[] | undefined): string[] => [...(before ?? []), text];
