/** Every transcript in transcripts/, each in a home folder of its own, on the real bundle and the real keychain. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { linesPattern, parseTranscript, runShell } from '../support/transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');

describe.each(readdirSync(folder).map((file) => basename(file, '.txt')))('transcript %s', (name) => {
  let home: CliHome;
  beforeAll(() => {
    home = makeCliHome();
  });
  afterAll(() => home.remove());

  it.each(parseTranscript(readFileSync(join(folder, `${name}.txt`), 'utf8')))('line $line: $command', (step) => {
    const outcome = runShell(step.command, home.cwd, home.env);
    expect(outcome.stderr).toMatch(linesPattern(step.stderr));
    expect(outcome.stdout).toMatch(linesPattern(step.stdout));
    expect(outcome.exitCode).toBe(step.exitCode);
  });
});
