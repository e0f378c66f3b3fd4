/** Every transcript in transcripts/, each in a home folder of its own, on the real bundle and the real keychain. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { linesPattern, parseTranscript, runShell } from '../support/transcript.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';

const folder = join(import.meta.dirname, 'transcripts');

const names = readdirSync(folder).map((file) => basename(file, '.txt'));

// The one of the clipboard needs an X server, which only Linux has.
const runsHere = (name: string) => name !== 'copy' || process.platform === 'linux';

describe.each(names.filter(runsHere))('transcript %s', (name) => {
  let home: CliHome;
  let display: XDisplay | undefined;
  beforeAll(async () => {
    home = makeCliHome();
    if (name === 'copy') display = await startXDisplay();
  });
  afterAll(async () => {
    await display?.kill();
    home.remove();
  });

  it.each(parseTranscript(readFileSync(join(folder, `${name}.txt`), 'utf8')))('line $line: $command', (step) => {
    const outcome = runShell(step.command, home.cwd, { ...home.env, DISPLAY: display?.name });
    expect(outcome.stderr).toMatch(linesPattern(step.stderr));
    expect(outcome.stdout).toMatch(linesPattern(step.stdout));
    expect(outcome.exitCode).toBe(step.exitCode);
  });
});
