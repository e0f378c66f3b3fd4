/** Formats run by the programs that they are for: what a server receives is what the key's headers say. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Format } from '../../electron/delivery/format.ts';
import type { FormatName } from '../../electron/delivery/format-names.ts';
import { formats } from '../../electron/delivery/formats.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import { type FormatCase, formatCase, linesFor, subjectFor, wireValue } from '../support/format-cases.ts';
import { type HeaderServer, startHeaderServer } from '../support/header-server.ts';

const run = promisify(execFile);

/** Answers `keybearer header NAME` with the next file of lines, and notes how it was called. */
const standIn = `#!/bin/sh
cd "$KEYBEARER_ANSWERS" || exit 1
at=$(cat at); echo $((at + 1)) > at
printf '%s\\0' "$@" >> calls; printf '\\n' >> calls
cat "lines.$at"
`;

/** requests' get() on the standard library, for machines without requests. */
const requestsInShort = `
import http.client, urllib.parse
def get(url, headers, allow_redirects):
    assert allow_redirects is False
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
    connection.request('GET', '/', headers=headers)
    connection.getresponse().read()
`;

let folder: string;
let server: HeaderServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keybearer-formats-'));
  for (const name of ['bin', 'answers', 'python', 'snippets']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'bin/keybearer'), standIn);
  chmodSync(join(folder, 'bin/keybearer'), 0o755);
  writeFileSync(join(folder, 'python/requests.py'), requestsInShort);
  server = await startHeaderServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a snippet for each case, all in one process, and compares what the server got. */
async function check(runner: Runner, cases: readonly FormatCase[], withSecret: boolean): Promise<void> {
  const format = formats[runner.format];
  const answers = join(folder, 'answers');
  writeFileSync(join(answers, 'at'), '0\n');
  writeFileSync(join(answers, 'calls'), '');
  // HTTPie asks once for each header of a key that has several, all at the same time.
  const isAskedOften = runner.format === 'httpie' && cases.some(({ headers }) => headers.length > 1);
  const paths = cases.map((each, at) => {
    const text = withSecret ? filled(format, each) : format.withoutSecret(subjectFor(each, server.origin));
    const path = join(folder, 'snippets', `${at}.${runner.ending}`);
    writeFileSync(path, text);
    const lines = filled(formats.line, each);
    for (let call = 0; call < (isAskedOften ? each.headers.length : 1); call++)
      writeFileSync(join(answers, `lines.${at + call}`), lines);
    return path;
  });
  const { PATH, HOME } = process.env;
  const env = { PATH: `${join(folder, 'bin')}:${PATH}`, HOME, KEYBEARER_ANSWERS: answers, LC_ALL: 'C.UTF-8' };
  await run(runner.program, [...runner.args(paths, join(folder, 'python'))], { env });

  const received = server.take().map((lines) => new Map(lines));
  expect(received).toHaveLength(cases.length);
  for (const [at, each] of cases.entries())
    for (const [name, value] of each.headers) expect(received[at]?.get(name)).toBe(wireValue(value));
  const calls = readFileSync(join(answers, 'calls'), 'utf8').split('\0\n').slice(0, -1);
  const expected = cases.map(({ name }) => ['header', ...(name.startsWith('-') ? ['--'] : []), name].join('\0'));
  if (!isAskedOften || withSecret) expect(calls).toEqual(withSecret ? [] : expected);
}

function filled(format: Format, each: FormatCase): Buffer {
  if (format.takes !== 'headers') throw new Error('a format of headers is asked for');
  return format.withSecret(subjectFor(each, server.origin), linesFor(each));
}

interface Runner {
  readonly format: FormatName;
  readonly program: string;
  readonly ending: string;
  args(paths: readonly string[], pythonPath: string): readonly string[];
}

const shell = (program: string): Runner => ({
  format: 'curl',
  program,
  ending: 'sh',
  // Not "path", which in zsh is PATH.
  args: (paths) => ['-c', 'for snippet; do . "$snippet" || exit; done', program, ...paths],
});

/** fish reads `\\` and `\'` between single quotes as one character. */
const fish: Runner = {
  format: 'curl',
  program: 'fish',
  ending: 'fish',
  args: (paths) => ['--no-config', '-c', 'for snippet in $argv; source $snippet; or exit; end', ...paths],
};
const fitsFish = ({ name, headers }: FormatCase) => ![name, ...headers.flat()].some((text) => text.includes('\\'));

const runners: readonly Runner[] = [
  shell('dash'),
  shell('bash'),
  // Elsewhere nobody installs them for the tests.
  ...(process.platform === 'linux' ? [shell('zsh'), fish] : []),
  {
    format: 'fetch',
    program: process.execPath,
    ending: 'mjs',
    args: (paths) => [
      '--input-type=module',
      '-e',
      paths.map((path) => `await import(${JSON.stringify(path)});`).join(''),
    ],
  },
  {
    format: 'python',
    program: 'python3',
    ending: 'py',
    args: (paths, own) => [
      '-c',
      'import runpy, sys\nsys.path.append(sys.argv[1])\nfor path in sys.argv[2:]: runpy.run_path(path)',
      own,
      ...paths,
    ],
  },
];

// HTTPie is slow to start, and few machines have it: what it reads is also in test/unit/delivery/httpie.test.ts.
const httpie: Runner = { ...shell('bash'), format: 'httpie' };

if (spawnSync('http', ['--version']).status === 0)
  describe('httpie by bash', () => {
    const carried = formatCase({ isAscii: true }).filter((each) => canCarry('httpie', each));
    const single = carried.map((each) => ({ ...each, headers: each.headers.slice(0, 1) }));
    const several = carried.filter(({ headers }) => headers.length > 1);
    it.each([
      ['with the secret in them', carried, 4, true],
      ['one from stdin', single, 4, false],
      ['several from substitutions', several, 1, false],
    ] as const)('sends the headers of any key in ASCII: %s', async (_form, key, length, withSecret) => {
      const cases = fc.array(key, { minLength: length, maxLength: length });
      const property = fc.asyncProperty(cases, (batch) => check(httpie, batch, withSecret));
      await fc.assert(property, { numRuns: 1, endOnFailure: true });
    });
  });

function canCarry(name: FormatName, each: FormatCase): boolean {
  try {
    filled(formats[name], each);
    return true;
  } catch (caught) {
    if (isKeybearerError(caught, 'invalid-input')) return false;
    throw caught;
  }
}

describe.each(runners)('$format by $program', (runner) => {
  it.each([true, false])('sends the headers of any key; with the secret in it: %s', async (withSecret) => {
    const carried = runner === fish ? formatCase().filter(fitsFish) : formatCase();
    const cases = fc.array(carried, { minLength: 25, maxLength: 25, size: 'max' });
    await fc.assert(
      fc.asyncProperty(cases, (batch) => check(runner, batch, withSecret)),
      {
        numRuns: 1,
        endOnFailure: true,
      },
    );
  });
});
