/** How the tests start Electron, tried where its runtime cannot be had: on a program that meets the driver as Electron does. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireBrowser } from '../support/window.ts';
import { launchElectron } from '../support/window-shells/electron.ts';

const root = join(import.meta.dirname, '../..');
const fake = join(root, 'test/fakes/electron/runtime.mjs');

describe.runIf(process.platform === 'linux')('launchElectron', () => {
  it("starts the application's folder on its vault and its display, in the sandbox, and gets its page", async () => {
    const home = mkdtempSync(join(tmpdir(), 'keybearer-electron-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const env = {
      ...process.env,
      DISPLAY: ':4711',
      WAYLAND_DISPLAY: undefined,
      FAKE_ELECTRON_BROWSER: requireBrowser(),
    };
    const app = await launchElectron(fake, [`--home=${home}`], env);
    const page = await app.firstWindow();
    const { args, display } = JSON.parse(await page.locator('pre').innerText());
    expect(args.filter((arg: string) => !/^--(inspect|remote-debugging-port)=0$/.test(arg))).toEqual([
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--home=${home}`,
    ]);
    expect(display).toBe(':4711');
    const over = once(app.process(), 'exit');
    app.process().kill();
    await over;
  });
});
