/** What the tests need from the system and npm cannot bring: a real Secret Service on a bus of the tests' own, a real TPM. */
import { spawnSync } from 'node:child_process';
import { Failure } from './failure.mjs';
import { findOnPath } from './on-path.mjs';
import { run } from './run.mjs';

/** Debian's names; `program` is what tells where dpkg-query does not. */
const needed = [
  { name: 'libsecret-1-0', reason: 'keytar is linked against it' },
  { name: 'gnome-keyring', program: 'gnome-keyring-daemon', reason: 'the Secret Service behind the keychain tests' },
  { name: 'dbus', program: 'dbus-daemon', reason: 'the session bus of each test' },
  { name: 'libsecret-tools', program: 'secret-tool', reason: 'the peer that reads the same keychain items' },
  { name: 'swtpm', program: 'swtpm', reason: 'the TPM behind the TPM tests' },
  { name: 'tpm2-tools', program: 'tpm2_unseal', reason: 'the peer that unseals what we seal, and the other way round' },
  { name: 'xvfb', program: 'Xvfb', reason: 'the X server whose clipboard the tests use, and that shows notifications' },
  { name: 'xclip', program: 'xclip', reason: 'reads that clipboard, and copies as another program' },
  { name: 'xsel', program: 'xsel', reason: 'reads it in its own way, large texts above all' },
  { name: 'sway', program: 'sway', reason: 'the Wayland session whose clipboard they use; it runs without a screen' },
  { name: 'wl-clipboard', program: 'wl-copy', reason: 'what Keybearer itself copies with there' },
  { name: 'xauth', program: 'xauth', reason: 'makes the cookie of an X server that lets in only those who have it' },
  { name: 'chromium', program: 'chromium', reason: 'shows the window' },
  { name: 'x11-utils', program: 'xwininfo', reason: 'tells which windows are open' },
  { name: 'curl', program: 'curl', reason: 'one of the programs that header lines are for' },
  { name: 'python3', program: 'python3', reason: 'another: its quoting is run, not guessed' },
  { name: 'dunst', program: 'dunst', reason: 'a notification server that really shows what is due' },
  { name: 'systemd', program: 'systemd-analyze', reason: 'checks the units that run reminders' },
  { name: 'age', program: 'age-keygen', reason: 'the peer that opens our backups, and whose files we open' },
  { name: 'jq', program: 'jq', reason: 'reads and changes the JSON of a backup, as people do' },
  { name: 'bsdutils', program: 'script', reason: 'the pseudo-terminal of tests that type' },
  { name: 'bash-completion', reason: 'completion is tried beside it' },
  { name: 'zsh', program: 'zsh', reason: 'completes key names' },
  { name: 'fish', program: 'fish', reason: 'completes key names, too' },
  { name: 'keepassxc', program: 'keepassxc-cli', reason: 'writes the databases that import reads, and reads ours' },
  { name: 'pass', program: 'pass', reason: 'makes the password store that import reads' },
  { name: 'gnupg', program: 'gpg', reason: 'decrypts that store' },
  { name: 'util-linux', program: 'setsid', reason: 'runs a command without a terminal' },
];

/**
 * Installs what is missing on Debian as root; elsewhere says what would.
 *
 * @param {readonly string[]} [only] Names of the list above; all of them if absent.
 * @param {string} [who]
 * @throws Failure
 */
export async function requireSystemPackages(only = needed.map(({ name }) => name), who = 'the tests need') {
  if (process.platform !== 'linux') return;
  const missing = needed.filter((entry) => only.includes(entry.name) && !isInstalled(entry));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (findOnPath('apt-get') === undefined)
    throw new Failure(
      `${who} these programs: ${names.join(' ')} (Debian's names)`,
      'install them, then run this again',
    );
  if (process.getuid() !== 0) throw new Failure(`${who}: ${names.join(' ')}`, `run "sudo ${command}"`);
  console.log(`keybearer: installing system packages (apt-get): ${who}`);
  for (const { name, reason } of missing) console.log(`  ${name}: ${reason}`);
  await install(names, command);
}

async function install(names, command) {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'inherit', 'inherit'],
  };
  await run('apt-get', ['-qq', 'update'], options);
  const code = await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names], options);
  if (code !== 0) throw new Failure('apt-get failed, as it says above', `run "${command}"`);
}

function isInstalled({ name, program }) {
  if (program !== undefined && findOnPath(program) !== undefined) return true;
  const answer = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  // Without dpkg, a library cannot be asked for; a test that loads it says that it is missing.
  return answer.error ? program === undefined : /^Status: install ok installed$/m.test(answer.stdout);
}
