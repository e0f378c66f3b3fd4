/** The built preload over a double of Electron: what the page gets (E20). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { procedures } from '../../../../shared/contract.ts';
import { loadPreload } from '../../../support/electron-double.ts';

describe('the preload', () => {
  it('exposes exactly the declared functions (E20)', () => {
    const double = loadPreload();
    expect([...double.exposed.keys()]).toEqual(['keybearer']);
    const bridge = double.exposed.get('keybearer')!;
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(procedures), 'on'].sort());
    expect(Object.values(bridge).every((one) => typeof one === 'function')).toBe(true);
  });

  it('sends a call by its name, and hands the answer on', async () => {
    const double = loadPreload();
    const calls: unknown[][] = [];
    double.invoked = async (...args) => {
      calls.push(args);
      return { ok: true, value: 'the answer' };
    };
    const bridge = double.exposed.get('keybearer') as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    expect(await bridge['keys.list']?.({})).toEqual({ ok: true, value: 'the answer' });
    expect(calls).toEqual([['keybearer:call', 'keys.list', {}]]);
  });

  it('tells listeners the payload and nothing else, until they end it (E20)', () => {
    const double = loadPreload();
    const heard: unknown[][] = [];
    const { on } = double.exposed.get('keybearer') as unknown as {
      on: (event: string, listener: (...args: unknown[]) => void) => () => void;
    };
    const end = on('vault.locked', (...args) => heard.push(args));
    const event = { sender: 'ipcRenderer' };
    double.ipcRenderer.emit('keybearer:event', event, 'vault.locked', { why: 'idle' });
    double.ipcRenderer.emit('keybearer:event', event, 'keys.changed', {});
    end();
    double.ipcRenderer.emit('keybearer:event', event, 'vault.locked', { why: 'idle' });
    expect(heard).toEqual([[{ why: 'idle' }]]);
  });

  it('is one small file that asks for electron alone: a sandbox has nothing else', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../out/preload/preload.cjs'), 'utf8');
    expect(Array.from(text.matchAll(/require\("(.*?)"\)/g), ([, name]) => name)).toEqual(['electron']);
    expect(text.length).toBeLessThan(8000);
  });
});
