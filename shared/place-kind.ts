/** What a place that uses a key is, by the form of the line that a person wrote. */
export type PlaceKind = 'file' | 'page' | 'ci' | 'note';

const page = /^https:\/\/\S+$/i;
/** Beginnings of a path: of a home folder, the root, a folder as seen from another, a drive or a share of Windows. */
const path = /^(?:~|\.{1,2})?[/\\]|^[a-z]:[/\\]/i;
/** A name alone; more endings than these would take hosts for files. */
const fileName = /^(?:\.[\w.-]+|[^\s/:]+\.(?:conf|env|ini|json|plist|properties|sh|tf|tfvars|toml|ya?ml))$/i;
const ciSystem =
  /\b(?:actions?|bitbucket|buildkite|ci|circleci|drone|github|gitlab|jenkins|pipeline|travis|workflow)\b/i;
const ciThing = /\b(?:credentials?|secrets?|variables?)\b/i;

/** Nothing is opened or looked for. What has no other form is a note to whoever renews the key. */
export function placeKind(place: string): PlaceKind {
  if (page.test(place)) return 'page';
  if (path.test(place) || fileName.test(place)) return 'file';
  return ciSystem.test(place) && ciThing.test(place) ? 'ci' : 'note';
}
