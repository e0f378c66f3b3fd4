/** What a script that got into the page could do: nothing that the page itself is not given. On each shell. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { procedures } from '../../shared/contract.ts';
import { RealWindow } from '../support/real-window.ts';
import { valueIn } from '../support/window.ts';
import { describeInShells } from '../support/window-shells/shells.ts';

describeInShells('the page', (shell) => {
  const window = new RealWindow(shell);
  let home = '';
  /** What a script of the page would get. */
  const inPage = (script: string): Promise<unknown> => window.page.evaluate(script);
  beforeAll(async () => {
    await window.start();
    home = window.page.url();
  });
  afterAll(() => window.stop());

  it('has exactly the declared functions, frozen, and no other way to us (E20)', async () => {
    const names = (await inPage('Object.keys(keybearer)')) as string[];
    expect(names.sort()).toEqual([...Object.keys(procedures), 'on'].sort());
    expect(await inPage('Object.isFrozen(keybearer) && delete globalThis.keybearer')).toBe(false);
    expect(await inPage('Object.values(keybearer).every((one) => typeof one === "function")')).toBe(true);
    expect(await inPage('typeof globalThis.__keybearer')).toBe('undefined');
    expect(await inPage('typeof require + typeof process + typeof module')).toBe('undefined'.repeat(3));
  });

  it.each([
    ['fetch', `fetch('https://example.com/')`],
    ['fetch of its own origin', `fetch('/main.js')`],
    [
      'an image',
      `new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = () => no(new Error()); i.src = 'https://example.com/a.png'; })`,
    ],
    [
      'a web socket',
      `new Promise((yes, no) => { const s = new WebSocket('wss://example.com'); s.onopen = yes; s.onerror = () => no(new Error()); })`,
    ],
    ['a script', `import('https://example.com/a.js')`],
    [
      'a worker',
      `new Promise((yes, no) => { const w = new Worker('data:text/javascript,postMessage(1)'); w.onmessage = yes; w.onerror = () => no(new Error()); })`,
    ],
  ])('reaches nothing by %s (E1)', async (_what, script) => {
    const attempt = `(async () => { try { await ${script}; return 'reached'; } catch { return 'refused'; } })()`;
    expect(await inPage(attempt)).toBe('refused');
  });

  it('opens no other window (E14)', async () => {
    const before = window.page.context().pages().length;
    await inPage(`void window.open('https://example.com/'); void window.open('about:blank')`);
    await expect.poll(() => window.page.context().pages().length).toBe(before);
  });

  it.each([
    'https://example.com/',
    'http://keybearer.localhost/',
    'https://keybearer.localhost.example.com/',
    'https://keybearer.localhost:444/',
  ])('does not go to %s (E13)', async (url) => {
    await inPage(`setTimeout(() => location.assign('${url}'))`);
    await expect.poll(() => window.page.url()).toBe(home);
    await window.page.locator('[data-ready]').waitFor();
    expect(await valueIn(window.page, 'vault.status', {})).toMatchObject({ state: 'none' });
  });

  it('answers no call of a frame within it (E17)', async () => {
    const framed = await inPage(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = 'about:blank';
      document.body.append(frame);
      setTimeout(() => resolve(typeof frame.contentWindow.keybearer), 0);
    })`);
    expect(framed).toBe('undefined');
  });
});
