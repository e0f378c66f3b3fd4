/** `npm start`: the set-up that is missing, then the window; where there can be none, the main job in the terminal. */
import { parseArgs } from 'node:util';
import { Failure, runScript } from './failure.mjs';
import { launcherPath, removeLauncher } from './launcher-file.mjs';
import { installLauncher } from './launcher-offer.mjs';
import { setUp } from './setup.mjs';
import { openWindow } from './window.mjs';

await runScript(async () => {
  const { launcher, 'remove-launcher': remove } = readOptions();
  if (remove) {
    console.log(removeLauncher() ? `Removed ${launcherPath}.` : `There is no launcher at ${launcherPath}.`);
    return 0;
  }
  const node = await setUp();
  if (!launcher) return openWindow(node);
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
