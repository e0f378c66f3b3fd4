/** Entry: the `keybearer` command. Started by the launcher, which has cleaned the environment before Node began. */

import { runProgram } from './cli/program.ts';
import { Terminal } from './cli/terminal.ts';

// What this process would start must not inherit our compile cache.
delete process.env.NODE_COMPILE_CACHE;

const interruption = new AbortController();
process.on('SIGINT', () => {
  interruption.abort();
  process.exitCode = 130;
  // Nothing of ours runs longer than a transaction; what still waits is a prompt of somebody else.
  setTimeout(() => process.exit(130), 1000).unref();
});

// A reader that went away is noticed where we write; without a listener it would end the process on its own.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// Its streams are opened when they are first used, as process's own getters do.
const terminal = new Terminal(process);
let exitCode = 0;
const cli = {
  terminal,
  env: process.env,
  platform: process.platform,
  signal: interruption.signal,
  setExitCode: (code: number) => {
    exitCode = code;
  },
};

void runProgram(cli, process.argv.slice(2)).then((code) => {
  terminal.close();
  process.exitCode ??= code === 0 ? exitCode : code;
});
