/**
 * What makes `window.keybearer` in an installed Chromium: a script that runs before the page's own. It takes the way to us off
 * the window and leaves one frozen object with exactly the declared functions (E20).
 */
import type { Packed } from './packed.ts';

/** The name of the way to us, for as long as the page's scripts have not run. */
export const bindingName = '__keybearer';
/** A call under this name waits for the next events. */
export const nextEvents = '(events)';

export function bridgeScript(origin: string, procedureNames: readonly string[]): string {
  const given = JSON.stringify({ origin, procedureNames, bindingName, nextEvents });
  return `(${install})(${given})`;
}

type Send = (name: string, input: unknown) => Promise<Packed>;
type Listener = (payload: unknown) => void;
type Scope = Record<string, unknown> & { location: { origin: string }; top: unknown };

/** Runs in the page, where nothing of this file is: it sees its argument alone. */
function install(given: { origin: string; procedureNames: string[]; bindingName: string; nextEvents: string }): void {
  const scope = globalThis as unknown as Scope;
  const send = scope[given.bindingName] as Send;
  delete scope[given.bindingName];
  if (scope.location.origin !== given.origin || scope.top !== scope) return;
  const listeners = new Map<string, Set<Listener>>();
  const bridge: Record<string, unknown> = {
    on: (event: string, listener: Listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => void known.delete(listener);
    },
  };
  const inflated = (base64: string): Promise<unknown> => {
    const characters = atob(base64);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Response(plain).json();
  };
  const ask = async (name: string, input: unknown) => {
    const { text, isDeflated } = await send(name, input);
    return isDeflated ? inflated(text) : JSON.parse(text);
  };
  for (const name of given.procedureNames) bridge[name] = (input: unknown) => ask(name, input);
  Object.defineProperty(scope, 'keybearer', { value: Object.freeze(bridge), enumerable: true });
  const listen = async () => {
    for (;;) {
      const events = (await ask(given.nextEvents, {})) as { event: string; payload: unknown }[];
      for (const { event, payload } of events) for (const listener of listeners.get(event) ?? []) listener(payload);
    }
  };
  // It ends with the page, which is when the other side answers no more.
  listen().catch(() => undefined);
}
