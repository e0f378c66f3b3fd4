/** The main job in the terminal. Every step is the command line's own; nothing here knows how a vault works. */
import { ask, canAsk, confirm } from './ask.mjs';
import { withoutDropped } from './caller-environment.mjs';
import { bundle } from './checkout.mjs';
import { quoted } from './launcher.mjs';
import { offerLauncher, typedCommand } from './launcher-offer.mjs';
import { capture, run } from './run.mjs';

/** Exit codes of the command line (docs/exit-codes.md). */
const notFound = 3;
const keychainUnavailable = 5;

const detached = process.platform !== 'win32';

/**
 * @param {string} node
 * @returns {Promise<number>} The exit code.
 */
export async function firstSteps(node) {
  if (!canAsk) return tellWhatIsNext(node);
  const keybearer = commandLine(node);
  return (await keybearer.hasVault()) ? showVault(node, keybearer) : startVault(node, keybearer);
}

function commandLine(node) {
  const first = ['--disable-warning=ExperimentalWarning', bundle];
  const env = withoutDropped(process.env);
  return {
    run: (...args) => run(node, [...first, ...args], { env }),
    // Whatever else goes wrong, there is a vault, and the command that follows says what. In a session of its own, where it
    // finds no terminal to ask for a passphrase.
    hasVault: async () => (await capture(node, [...first, 'list', '--json'], { env, detached })).code !== notFound,
  };
}

function tellWhatIsNext(node) {
  const command = typedCommand(node);
  console.log(`Keybearer is ready. In a terminal, "npm start" leads through the first steps; or type:
  ${command} init
  ${command} add NAME
  ${command} header NAME | curl -H @- URL
"npm start -- --launcher" makes "keybearer" a command that you can type.`);
  return 0;
}

async function showVault(node, keybearer) {
  const code = await keybearer.run('list');
  await offerLauncher(node);
  const command = typedCommand(node);
  console.log(`
  ${command} add NAME                         store a key
  ${command} header NAME | curl -H @- URL     call an API with it
  ${command} list --status expired,due,soon   see what needs renewing`);
  return code;
}

async function startVault(node, keybearer) {
  console.log('Keybearer keeps your API keys behind your keychain. There is no vault yet; this creates one.\n');
  const code = await createVault(keybearer);
  if (code !== 0) return code;
  const name = await ask('\nStore a first key? Its name (Enter for later): ');
  const added = name === '' ? 0 : await keybearer.run('add', '--', name);
  await offerLauncher(node);
  tellHowToUse(typedCommand(node), name === '' || added !== 0 ? null : name);
  return added;
}

async function createVault(keybearer) {
  const code = await keybearer.run('init');
  // Weaker storage is never chosen silently.
  if (code !== keychainUnavailable) return code;
  return (await confirm('\nCreate the vault behind a passphrase instead?'))
    ? keybearer.run('init', '--protector', 'passphrase')
    : code;
}

function tellHowToUse(command, name) {
  if (name === null) {
    console.log(`\nStore a key with:\n  ${command} add NAME`);
    return;
  }
  const word = /^[\w.-]+$/.test(name) ? name : quoted(name);
  console.log(`\nCall an API with it; the secret is never shown:\n  ${command} header ${word} | curl -H @- URL`);
}
