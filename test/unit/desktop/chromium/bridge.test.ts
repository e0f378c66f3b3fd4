import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bindingName, bridgeScript, nextEvents } from '../../../../electron/desktop/chromium/bridge.ts';
import { type Packed, packed } from '../../../../electron/desktop/chromium/packed.ts';

const origin = 'https://keybearer.localhost';

/** A page in which the bridge was put up, with what answers its calls. */
function page(answer: (name: string, input: unknown) => unknown, at = origin) {
  const sent: Packed[] = [];
  const send = async (name: string, input: unknown) => {
    if (name === nextEvents) return new Promise(() => {});
    const text = await packed(JSON.stringify(answer(name, input)));
    sent.push(text);
    return text;
  };
  const scope: Record<string, unknown> = { location: { origin: at }, [bindingName]: send };
  Object.assign(scope, { atob, Blob, DecompressionStream, Response, top: undefined });
  runInNewContext(`globalThis.top = globalThis; ${bridgeScript(origin, ['keys.list'])}`, scope);
  return { scope, sent, bridge: scope.keybearer as Record<string, (input: unknown) => Promise<unknown>> };
}

describe('bridgeScript', () => {
  it('leaves one frozen object and no way to us (E20)', () => {
    const { scope, bridge } = page(() => ({}));
    expect(bindingName in scope).toBe(false);
    expect(Object.keys(bridge).toSorted()).toEqual(['keys.list', 'on']);
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  it('leaves nothing at all in a page that is not ours', () => {
    expect(page(() => ({}), 'https://example.org').bridge).toBeUndefined();
  });

  it.each([
    ['short', { ok: true, value: 'é "quoted" \u2028 \ud83d\udd11' }, false],
    ['long', { ok: true, value: Array.from({ length: 5000 }, (_, at) => `key ${at} é "quoted" \ud83d\udd11`) }, true],
  ])('gives the page a %s answer as it was', async (_name, answer, isDeflated) => {
    const { bridge, sent } = page((name, input) => ({ ...answer, name, input }));
    const got = await bridge['keys.list']!({ of: 'é' });
    // Objects of another realm are compared by what they hold.
    expect(JSON.parse(JSON.stringify(got))).toEqual({ ...answer, name: 'keys.list', input: { of: 'é' } });
    expect(sent.map((text) => text.isDeflated)).toEqual([isDeflated]);
  });
});
