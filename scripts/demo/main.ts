/**
 * The window over a throw-away vault with sample keys, behind a keychain of its own: nothing of the user's is touched. On the
 * user's display it stays open after the walk; without one it is walked through on a virtual one. Pictures are left in demo/,
 * or in the folder that `--pictures` names.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVaultAt, type Settings } from '../../electron/compose.ts';
import { composeClipboard } from '../../electron/compose-clipboard.ts';
import { runInChromium } from '../../electron/desktop/chromium/run.ts';
import { vaultSource } from '../../electron/desktop/vault-source.ts';
import { findBrowser } from '../../electron/window/browsers.ts';
import packageJson from '../../package.json' with { type: 'json' };
import startKeyring from '../../test/support/keyring-session.ts';
import { madeUpToken } from '../../test/support/made-up-token.ts';
import { startXDisplay } from '../../test/support/x-display.ts';
import { addSampleKeys } from './sample-keys.ts';
import { walk } from './walk.ts';

const root = join(import.meta.dirname, '../..');
const { pictures = join(root, 'demo') } = parseArgs({ options: { pictures: { type: 'string' } } }).values;
const { DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR } = process.env;

if (process.platform === 'linux') await demo();
else {
  console.error('keybearer: error: the demo makes a keychain of its own, which only Linux can');
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'keybearer-demo-'));
  const stopKeyring = await startKeyring();
  const hasDisplay = DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  const virtual = hasDisplay ? undefined : await startXDisplay({ size: '1440x900' });
  // A Wayland session is reached by the user's own runtime folder; the vault's keychain by the demo's.
  const wayland = WAYLAND_DISPLAY && XDG_RUNTIME_DIR ? resolve(XDG_RUNTIME_DIR, WAYLAND_DISPLAY) : undefined;
  const env = { ...process.env, DISPLAY: DISPLAY ?? virtual?.name, WAYLAND_DISPLAY: wayland };
  try {
    await show(join(scratch, 'vault.db'), env, hasDisplay);
  } finally {
    await virtual?.kill();
    await stopKeyring();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function show(path: string, env: NodeJS.ProcessEnv, staysOpen: boolean): Promise<void> {
  const settings: Settings = { path, env, platform: process.platform, surface: 'window' };
  const vault = await createVaultAt(settings, { kinds: ['keychain'], credentials: {} });
  await addSampleKeys(vault);
  await vault.close();
  const running = await runInChromium({
    source: vaultSource(settings),
    clipboard: composeClipboard({ ...settings, keeper: join(root, 'out/cli/clipboard-keeper.cjs') }),
    clipboardHints: true,
    version: packageJson.version,
    platform: process.platform,
    reportDefect: (caught) => console.error('keybearer: error: a defect in Keybearer:', caught),
    env,
    // Nothing of the demo is announced on the user's desktop, or opened in their browser.
    notifier: undefined,
    screenLock: undefined,
    openPage: async () => {},
    browserPath: requireBrowser(env),
    bundleFolder: join(root, 'out/renderer'),
  });
  await walk(running.page, madeUpToken('github', 7), pictures, (picture) => {
    // On the user's own display another tool may serve the clipboard.
    if (picture === 'copied' && !staysOpen) console.log(`  Pasted elsewhere: ${beginning(env)}...`);
  });
  console.log(`Pictures of it are in ${relative(process.cwd(), pictures) || '.'}.`);
  if (staysOpen) console.log('Close the window to end the demo. Its vault goes with it.');
  else await running.close();
  await running.ended;
}

/** What another program gets, as far as it is no secret. */
function beginning(env: NodeJS.ProcessEnv): string {
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'pipe', 'ignore'];
  const text = execFileSync('xclip', ['-o', '-selection', 'clipboard'], { env, stdio }).toString();
  return text.slice(0, 'Authorization: Bearer ghp_'.length);
}

function requireBrowser(env: NodeJS.ProcessEnv): string {
  const browser = findBrowser(env, process.platform);
  if (browser === undefined) throw new Error('no browser that can show the window: apt-get install chromium');
  return browser.path;
}
