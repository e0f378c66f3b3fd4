/** A folder for one test of the command line: a vault's home, and `keybearer` on the PATH. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bundle = join(import.meta.dirname, '../../out/cli/keybearer.cjs');

/** Prints what a function answers for the JSON on stdin. */
const json = `console.log(JSON.stringify(eval(process.argv[1])(JSON.parse(require('node:fs').readFileSync(0, 'utf8')))))`;

export interface CliHome {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

export function makeCliHome(): CliHome {
  const cwd = mkdtempSync(join(tmpdir(), 'keybearer-cli-'));
  mkdirSync(join(cwd, 'bin'));
  writeProgram(join(cwd, 'bin/keybearer'), `${quote(process.execPath)} ${quote(bundle)} "$@"`);
  writeProgram(join(cwd, 'bin/json'), `${quote(process.execPath)} -e ${quote(json)} "$1"`);
  const env = {
    ...process.env,
    PATH: `${join(cwd, 'bin')}:${process.env.PATH}`,
    KEYBEARER_HOME: join(cwd, 'vault'),
    TZ: 'UTC',
  };
  return { cwd, env, remove: () => rmSync(cwd, { recursive: true, force: true }) };
}

function writeProgram(path: string, command: string): void {
  writeFileSync(path, `#!/bin/sh\nexec ${command}\n`);
  chmodSync(path, 0o755);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
