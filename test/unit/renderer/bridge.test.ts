import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, listen } from '../../../renderer/bridge.ts';

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('passes the answer on', async () => {
    const answer = { ok: true, value: { held: null } };
    vi.stubGlobal('window', { keybearer: { 'clipboard.status': async () => answer } });
    expect(await call('clipboard.status', {})).toBe(answer);
  });

  it.each([
    ['is not there', {}],
    ['does not know the procedure', { keybearer: {} }],
    ['fails', { keybearer: { 'clipboard.status': () => Promise.reject(new Error('gone')) } }],
    [
      'throws',
      {
        keybearer: {
          'clipboard.status': () => {
            throw new Error('gone');
          },
        },
      },
    ],
  ])('answers with a code where the other side %s', async (_what, window) => {
    vi.stubGlobal('window', window);
    expect(await call('clipboard.status', {})).toMatchObject({ ok: false, code: 'internal' });
  });
});

describe('listen', () => {
  it('gives what ends it, also where there is nobody to listen to', () => {
    vi.stubGlobal('window', {});
    expect(listen('keys.changed', () => {})()).toBeUndefined();
  });
});

describe('the bridge', () => {
  const folder = join(import.meta.dirname, '../../../renderer');
  const sources = globSync('**/*.{ts,tsx,html}', { cwd: folder });

  it('is the only file that touches window.keybearer', () => {
    const touching = sources.filter((name) =>
      /window\??\.keybearer|globalThis\??\.keybearer|\[['"]keybearer/.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(touching).toEqual(['bridge.ts']);
  });

  it('has a page around it that sets no markup and keeps nothing in the browser', () => {
    const never =
      /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage|sessionStorage|indexedDB|document\.cookie|fetch\(|XMLHttpRequest|navigator\.clipboard/;
    expect(sources.filter((name) => never.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  });
});
