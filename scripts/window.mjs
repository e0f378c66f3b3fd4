/** Opens the window by `keybearer ui`, which knows what can show it; or says why not, and goes on in the terminal. */
import { canAsk, confirm } from './ask.mjs';
import { withoutDropped } from './caller-environment.mjs';
import { bundle } from './checkout.mjs';
import { firstSteps } from './first-steps.mjs';
import { findOnPath } from './on-path.mjs';
import { capture, run } from './run.mjs';

/**
 * @param {string} node
 * @returns {Promise<number>} The exit code.
 */
export async function openWindow(node) {
  const first = ['--disable-warning=ExperimentalWarning', bundle];
  const env = withoutDropped(process.env);
  const reason = await whyNot(node, first, env);
  if (reason === null) return run(node, [...first, 'ui'], { env });
  if (reason === 'no-browser' && (await installChromium())) return run(node, [...first, 'ui'], { env });
  console.log(`${reasons[reason] ?? 'keybearer: the window cannot be opened'}; this goes on in the terminal.\n`);
  return firstSteps(node);
}

const reasons = {
  'no-display': 'keybearer: there is no display for the window',
  'no-browser': `keybearer: nothing is here that can show the window: install Chromium, Google Chrome or Microsoft Edge,
or fetch Electron with "npm exec install-electron", then run this again`,
};

/** @returns {Promise<string | null>} Why there can be no window; null: there can. */
async function whyNot(node, first, env) {
  const { stdout } = await capture(node, [...first, 'ui', '--which', '--json'], { env });
  try {
    return JSON.parse(stdout).reason;
  } catch {
    return 'unknown';
  }
}

/** @returns {Promise<boolean>} Whether it is there now. */
async function installChromium() {
  const isDebiansRoot = process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
  if (!isDebiansRoot || !canAsk) return false;
  if (!(await confirm('Nothing is here that can show the window. Install Chromium (apt-get install chromium)?')))
    return false;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['-qq', 'update'], options);
  return (await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], options)) === 0;
}
