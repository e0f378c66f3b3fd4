/**
 * The set-up that a checkout still needs, done before anything else runs. This and what it imports must start on Node 20
 * with nothing installed.
 */
import { utimesSync } from 'node:fs';
import { bundleIsFresh } from './bundle-fresh.mjs';
import { bundle, clipboardKeeper, root, windowParts } from './checkout.mjs';
import { Failure } from './failure.mjs';
import { liesInCheckout, npm, npmReadingErrors } from './npm.mjs';
import { packagesAreFresh } from './packages-fresh.mjs';
import { findProjectNode } from './project-node.mjs';

/**
 * @returns {Promise<string>} The path of the project's own Node.
 * @throws Failure
 */
export async function setUp() {
  const node = await installPackages();
  await build();
  return node;
}

async function installPackages() {
  const present = packagesAreFresh(root) ? await findProjectNode() : null;
  if (present !== null) return present;
  if (process.platform === 'win32' && liesInCheckout(process.execPath))
    throw new Failure('node_modules is out of date, and Windows keeps its Node open', 'run "npm ci", then this again');
  console.log('keybearer: installing the packages (npm ci)');
  const { code, stderr } = await cleanInstall();
  if (code !== 0) throw installFailure(stderr);
  const installed = await findProjectNode();
  if (installed !== null) return installed;
  throw new Failure(
    'the project\'s own Node is not there: the package "node" fetches it in its install script, which did not run',
    'run "npm rebuild node --ignore-scripts=false"',
  );
}

// Only errors: the machine's older Node makes npm warn about engines, and everything runs on the project's own.
// Dev packages in any case: under NODE_ENV=production npm would leave out the Node that we run on.
// One second until npm tries again: ten times longer each time, its own ten would be minutes where there is no network.
const cleanInstallArgs = ['ci', '--include=dev', '--no-audit', '--loglevel=error', '--fetch-retry-mintimeout=1000'];

async function cleanInstall() {
  // What was installed before needs no network: the lockfile says by hash what is right, however old npm's copy is.
  const first = await npmReadingErrors([...cleanInstallArgs, '--prefer-offline']);
  // But it does not say where newer versions lie, and an old list of versions has not heard of them.
  return /\bETARGET\b/.test(first.stderr) ? npmReadingErrors(cleanInstallArgs) : first;
}

const noNetwork =
  /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/;

function installFailure(stderr) {
  return noNetwork.test(stderr)
    ? new Failure(
        'the packages could not be fetched: no package registry answers',
        'connect to a network and run this again',
      )
    : new Failure('npm ci failed, as it says above');
}

async function build() {
  const programs = [bundle, clipboardKeeper, ...windowParts];
  if (programs.every((program) => bundleIsFresh(root, program))) return;
  console.log('keybearer: building (npm run build)');
  const startedAt = new Date();
  if ((await npm(['run', '--silent', 'build'])) !== 0) throw new Failure('the build failed, as it says above');
  // As old as its start: a source that was saved during the build is then newer.
  for (const program of programs) utimesSync(program, startedAt, startedAt);
}
