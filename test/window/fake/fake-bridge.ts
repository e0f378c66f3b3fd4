/**
 * A stand-in for the privileged side, put into the page as `window.keybearer` before its own scripts run. Tests set it up
 * by `window.keybearerFakeOptions`, and read and drive it by `window.keybearerFake`.
 */
import type { EventName, ProcedureName } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { fakeProcedures } from './fake-procedures.ts';
import { type FakeOptions, type FakeState, fakeState } from './fake-state.ts';

declare global {
  interface Window {
    keybearerFakeOptions?: FakeOptions;
    keybearerFake?: { readonly state: FakeState; readonly emit: (event: EventName, payload: unknown) => void };
  }
}

const listeners = new Map<string, Set<(payload: never) => void>>();
const options = window.keybearerFakeOptions ?? {};
const state = fakeState(options);
const emit = (event: EventName, payload: unknown) => {
  for (const listener of listeners.get(event) ?? []) setTimeout(listener, 0, payload);
};
const procedures = fakeProcedures(state, emit);

async function answer(procedure: ProcedureName, input: unknown) {
  state.calls.push({ procedure, input });
  await new Promise((done) => setTimeout(done, options.delaysMs?.[procedure] ?? options.delayMs ?? 0));
  const failure = options.failures?.[procedure];
  if (failure !== undefined) return { ok: false, code: failure, details: {} };
  try {
    return { ok: true, value: structuredClone(procedures[procedure](input as never)) };
  } catch (caught) {
    if (!(caught instanceof KeybearerError)) throw caught;
    return { ok: false, code: caught.code, details: caught.details };
  }
}

const names = Object.keys(procedures) as ProcedureName[];
const calls = Object.fromEntries(names.map((name) => [name, (input: unknown) => answer(name, input)]));
const on = (event: EventName, listener: (payload: never) => void) => {
  const all = listeners.get(event) ?? new Set();
  listeners.set(event, all.add(listener));
  return () => void all.delete(listener);
};

window.keybearerFake = { state, emit };
Object.defineProperty(window, 'keybearer', { value: Object.freeze({ ...calls, on }) });
