/** Modules of scripts/ are plain JavaScript, since they start on a Node that reads no types; so they come untyped. */
export function importScript(name: string) {
  return import(new URL(`../../scripts/${name}`, import.meta.url).href);
}
