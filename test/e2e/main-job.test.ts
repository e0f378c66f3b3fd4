/** The whole main job in a real window: the real page, a real keychain, a real clipboard, the real vault. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeClipboard, type Settings } from '../../electron/compose.ts';
import { type RunningWindow, runInChromium } from '../../electron/desktop/chromium/run.ts';
import { vaultSource } from '../../electron/desktop/vault-source.ts';
import { madeUpToken } from '../support/made-up-token.ts';
import { requireBrowser } from '../support/window.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';
import { buildPage } from '../window/built-window.ts';

const built = join(import.meta.dirname, '../../out/cli');
const pin = 'a pin of some length';
const token = madeUpToken('github');
const newToken = madeUpToken('github', 2);

describe.runIf(process.platform === 'linux')('the main job', () => {
  let screen: XDisplay;
  let folder: string;
  let running: RunningWindow;
  let page: Page;
  let env: NodeJS.ProcessEnv;
  const seen: string[] = [];
  const button = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const clipboard = () => (screen.isEmpty() ? '' : screen.read());

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keybearer-main-job-'));
    screen = await startXDisplay({ size: '1440x900' });
    const runtime = join(folder, 'runtime');
    mkdirSync(runtime, { mode: 0o700 });
    env = { ...process.env, DISPLAY: screen.name, WAYLAND_DISPLAY: undefined, KEYBEARER_HOME: join(folder, 'vault') };
    const settings: Settings = {
      path: join(folder, 'vault', 'vault.db'),
      env,
      platform: process.platform,
      surface: 'window',
    };
    const bundleFolder = join(folder, 'page');
    await buildPage(bundleFolder);
    const profileEnv = { ...env, XDG_RUNTIME_DIR: runtime };
    running = await runInChromium({
      source: vaultSource(settings),
      clipboard: composeClipboard({ ...settings, keeper: join(built, 'clipboard-keeper.cjs') }),
      clipboardHints: true,
      version: '0.0.0-test',
      platform: settings.platform,
      reportDefect: (caught) => seen.push(String(caught)),
      notifier: undefined,
      openPage: async () => {},
      env: profileEnv,
      browserPath: requireBrowser(),
      bundleFolder,
    });
    page = running.page;
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => seen.push(error.message));
    page.on('console', (message) => message.type() === 'error' && seen.push(message.text()));
  });
  afterAll(async () => {
    await running?.close();
    await screen?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins by choosing what holds the keys, and asks for the recovery code once', async () => {
    await page.getByLabel(/^The keychain and a PIN/).check();
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await page.getByLabel('PIN again').fill(pin);
    await button('Go on');
    const code = await page.locator('.recovery-code .visually-hidden').innerText();
    await button('I have written it down');
    await page.getByLabel('Recovery code').fill('not what was shown');
    await button('Create the vault');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Recovery code').fill(code.toLowerCase().replaceAll('-', ' '));
    await button('Create the vault');
    await page.getByRole('heading', { name: 'Paste your first key' }).waitFor();
  });

  it('adds a key by one paste', async () => {
    await button('Add a key by hand');
    await page.getByLabel('Paste the key').fill(`export GITHUB_TOKEN=${token}`);
    await page.getByText('its checksum is right').waitFor();
    await page.getByLabel('Expires').fill('3d');
    await button('Add key');
    await page.getByRole('option', { name: /github.*in 3 days/ }).waitFor();
    expect(await page.content()).not.toContain(token);
  });

  it('sees what another program adds', async () => {
    const pinFile = join(folder, 'pin');
    writeFileSync(pinFile, pin, { mode: 0o600 });
    const options = ['add', 'from-the-terminal', '--header', 'X-Api-Key: {secret}', '--pin-file', pinFile];
    const command = [join(built, 'keybearer.cjs'), ...options];
    const added = spawnSync(process.execPath, command, { input: 'made-up-and-fake', env, encoding: 'utf8' });
    expect(added).toMatchObject({ status: 0 });
    await page.getByRole('option', { name: /from-the-terminal/ }).waitFor();
  });

  it('finds it by typing, copies its header by Enter, and another program pastes that', async () => {
    await page.keyboard.type('github');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByText('is on the clipboard').waitFor();
    expect(clipboard()).toBe(`Authorization: Bearer ${token}`);
  });

  it.each([
    ['curl command', `curl -H 'Authorization: Bearer ${token}'`],
    ['Secret alone', token],
    ['.env line', 'GITHUB_TOKEN='],
    ['Python requests', 'requests'],
  ])('copies as %s', async (format, text) => {
    await button(/^Copy as/);
    await page.getByRole('menuitem', { name: format }).click();
    await expect.poll(clipboard).toContain(text);
  });

  it('clears the clipboard now', async () => {
    await button('Clear now');
    await page.getByText('is on the clipboard').waitFor({ state: 'detached' });
    await expect.poll(clipboard).toBe('');
  });

  it('reveals the secret, and hides it', async () => {
    await button('Reveal');
    await page.getByText(token).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(token).waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(token);
  });

  it('replaces the secret, and steps back', async () => {
    await button('More');
    await page.getByRole('menuitem', { name: 'Replace the secret' }).click();
    await page.getByLabel('New secret').fill(newToken);
    await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
    await page.getByText('has a new secret').waitFor();
    await button(/^Copied|^Copy header/);
    await expect.poll(clipboard).toContain(newToken);
    await button('More');
    await page.getByRole('menuitem', { name: /^Step back/ }).click();
    await page.getByText('is back at its previous secret').waitFor();
  });

  it('locks, still knows what expires, and asks for the PIN in place before it copies', async () => {
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await expect.poll(clipboard).toBe('');
    await button('Show names and dates');
    await page.getByRole('option', { name: /github.*in 3 days/ }).waitFor();
    await page.keyboard.type('github');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('PIN').fill('not the pin');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the PIN').waitFor();
    await page.getByRole('dialog').getByLabel('PIN').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('is on the clipboard').waitFor();
    await expect.poll(clipboard).toBe(`Authorization: Bearer ${token}`);
  });

  it('removes a key, and takes that back', async () => {
    await page.getByRole('option', { name: /github/ }).click();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No key is found').waitFor();
    await button('Undo');
    await page.getByRole('option', { name: /github/ }).waitFor();
  });

  it('has written all of it down, and the log is whole', async () => {
    await page.keyboard.press('Control+3');
    await page.getByText('the log is whole').waitFor();
    for (const action of ['Copied', 'Secret revealed', 'Secret replaced', 'Removed', 'Unlocking refused'])
      expect(await page.getByText(action, { exact: true }).count(), action).toBeGreaterThan(0);
    expect(seen).toEqual([]);
  });
});
