/** The Chromium shell in a real browser: what holds of it alone (security.md, E1 to E20). */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../electron/desktop/bundle.ts';
import { openVaultIn } from '../support/test-vault.ts';
import { startTestWindow, type TestWindow } from '../support/window.ts';

const origin = 'https://keybearer.localhost';

let window: TestWindow;

/** What a script of the page would get. */
function inPage(script: string): Promise<unknown> {
  return window.page.evaluate(script);
}

describe.runIf(process.platform === 'linux')('the window in an installed browser', () => {
  beforeAll(async () => {
    window = await startTestWindow();
  });
  afterAll(() => window.stop());

  it('calls procedures and hears events', async () => {
    const secret = [{ name: 'secret', text: 'x' }];
    const { key } = await window.value('keys.add', { name: 'from-the-window', secret });
    expect((await window.value('keys.list', {})).keys).toEqual([key]);
    await expect.poll(() => inPage('heard')).toContainEqual({ event: 'keys.changed', payload: {} });
    expect(window.defects).toEqual([]);
  });

  it('shows what another process adds, and obeys its lock', async () => {
    const other = await openVaultIn(window.home);
    await other.unlock(['index', 'secret']);
    await other.lock();
    await other.close();
    const locked = { event: 'vault.locked', payload: { why: 'elsewhere' } };
    await expect.poll(() => inPage('heard')).toContainEqual(locked);
    expect(await window.value('vault.unlock', {})).toMatchObject({ state: 'unlocked' });
  });

  it('is served with the policy as a header, and keeps it (E7)', async () => {
    const response = await window.page.reload();
    expect(response?.headers()['content-security-policy']).toBe(contentSecurityPolicy);
    const evaluated = inPage(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="globalThis.owned = 1">');
    })`);
    expect(await evaluated).toBe('script-src-attr');
    expect(await inPage('globalThis.owned')).toBeUndefined();
  });

  it.each(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'persistent-storage', 'midi'])(
    'is denied %s (E5)',
    async (permission) => {
      expect(await inPage(`navigator.permissions.query({ name: '${permission}' }).then(({ state }) => state)`)).toBe(
        'denied',
      );
    },
  );

  it.each(['about:blank', 'data:text/html,<title>elsewhere</title>'])('comes back from %s (E13)', async (url) => {
    await window.page.goto(url).catch(() => undefined);
    await expect.poll(() => window.page.url()).toBe(`${origin}/`);
    await window.page.waitForSelector('html[data-ready]');
  });

  it('has nothing at a path that is not in the bundle (E18)', async () => {
    const response = await window.page.goto(`${origin}/%2e%2e/%2e%2e/etc/passwd`);
    expect(response?.status()).toBe(404);
    await window.page.goto(`${origin}/`);
  });

  it('connects to nobody, by no WebSocket either, which routing does not see (E1)', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const session = await window.page.context().newCDPSession(window.page);
    const withoutPolicy = async (enabled: boolean) => {
      await session.send('Page.setBypassCSP', { enabled });
      await window.page.reload();
    };
    await withoutPolicy(true);
    for (const host of ['127.0.0.1', 'localhost', 'keybearer.localhost'])
      await inPage(
        `new Promise((end) => { const s = new WebSocket('ws://${host}:${port}'); s.onopen = s.onerror = end; }).then(() => 0)`,
      );
    expect(connections).toBe(0);
    await withoutPolicy(false);
    await session.detach();
    server.close();
  });

  it('keeps its profile in a private folder, and opens no port', () => {
    const [profile] = readdirSync(window.runtimeFolder).filter((name) => name.startsWith('keybearer-window-'));
    expect(profile).toBeDefined();
    const args = browserArguments(profile!);
    expect(args).toContain('--remote-debugging-pipe');
    expect(args.some((arg) => arg.startsWith('--remote-debugging-port'))).toBe(false);
    expect(args.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});

/** The command line of the browser with that profile: the one of its processes that has no type. */
function browserArguments(profile: string): string[] {
  const found = readdirSync('/proc')
    .map(commandLine)
    .find((args) => args.some((arg) => arg.endsWith(profile)) && !args.some((arg) => arg.startsWith('--type=')));
  if (found === undefined) throw new Error('the browser does not run');
  return found;
}

/** Chromium writes its own, with spaces. */
function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
  } catch {
    return []; // no process, or one that has ended
  }
}
