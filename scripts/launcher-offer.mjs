/** Tells about the launcher, and asks before writing one. */
import { dirname } from 'node:path';
import { confirm } from './ask.mjs';
import { bundle } from './checkout.mjs';
import { quoted } from './launcher.mjs';
import {
  isTypeable,
  launcherPath,
  launcherState,
  pathLine,
  startsThisCheckout,
  writeLauncher,
} from './launcher-file.mjs';

/** Writes the launcher and says how it is typed. */
export function installLauncher(node) {
  writeLauncher(node);
  console.log(`Wrote ${launcherPath}.`);
  console.log('"keybearer completion --help" tells how your shell\'s Tab comes to know it.');
  if (isTypeable()) return;
  console.log(
    `It is not what "keybearer" finds yet. This puts ${dirname(launcherPath)} on your PATH, for new terminals:`,
  );
  console.log(`  ${pathLine()}`);
}

/** Asks whether to write it, unless one is there. */
export async function offerLauncher(node) {
  const state = launcherState();
  if (state === 'foreign' || startsThisCheckout()) return;
  const question = {
    none: `Make "keybearer" a command that you can type (${launcherPath})?`,
    ours: `${launcherPath} starts another checkout. Make it start this one?`,
  }[state];
  if (await confirm(`\n${question}`)) installLauncher(node);
}

/** The words that start the command line as things are now, to be copied. */
export function typedCommand(node) {
  if (isTypeable()) return 'keybearer';
  const words = startsThisCheckout() ? [launcherPath] : [node, bundle];
  return words.map((word) => (/^[\w./~:\\-]+$/.test(word) ? word : quoted(word))).join(' ');
}
