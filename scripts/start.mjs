/**
 * `npm start`: the set-up that is missing; then, as there is no window yet, the main job in the terminal: a vault, a first
 * key, and the line that uses it.
 */
import { parseArgs } from 'node:util';
import { Failure, runScript } from './failure.mjs';
import { firstSteps } from './first-steps.mjs';
import { launcherPath, removeLauncher } from './launcher-file.mjs';
import { installLauncher } from './launcher-offer.mjs';
import { setUp } from './setup.mjs';

await runScript(async () => {
  const { launcher, 'remove-launcher': remove } = readOptions();
  if (remove) {
    console.log(removeLauncher() ? `Removed ${launcherPath}.` : `There is no launcher at ${launcherPath}.`);
    return 0;
  }
  const node = await setUp();
  if (!launcher) return firstSteps(node);
  installLauncher(node);
  return 0;
});

function readOptions() {
  const options = { launcher: { type: 'boolean' }, 'remove-launcher': { type: 'boolean' } };
  try {
    return parseArgs({ options }).values;
  } catch (caught) {
    throw new Failure(caught.message, 'npm start [-- --launcher | --remove-launcher]');
  }
}
