/** `npm run demo`: the set-up that is missing, then the window over a throw-away vault, walked through the main job. */
import { join } from 'node:path';
import { root } from './checkout.mjs';
import { runScript } from './failure.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { requireSystemPackages } from './system-packages.mjs';

const used = ['libsecret-1-0', 'gnome-keyring', 'dbus', 'chromium', 'xvfb', 'xclip'];

await runScript(async () => {
  await requireSystemPackages(used, 'the demo needs');
  return run(await setUp(), [join(root, 'scripts', 'demo', 'main.ts'), ...process.argv.slice(2)]);
});
