/**
 * Runs in the page's sandbox before its scripts: makes `window.keybearer`, with exactly the declared functions. No event object
 * crosses (E20).
 */
import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, eventChannel } from './desktop/channels.ts';

/** The names of the contract's procedures, put in by the build: the contract itself would bring all of zod. */
declare const KEYBEARER_PROCEDURES: readonly string[];

type Listener = (payload: unknown) => void;

const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(eventChannel, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

function on(event: string, listener: Listener): () => void {
  const known = listeners.get(event) ?? new Set();
  listeners.set(event, known.add(listener));
  return () => void known.delete(listener);
}

const calls = KEYBEARER_PROCEDURES.map((name) => [
  name,
  (input: unknown) => ipcRenderer.invoke(callChannel, name, input),
]);

contextBridge.exposeInMainWorld('keybearer', { ...Object.fromEntries(calls), on });
