/** Every transcript in transcripts/, each in a home folder of its own, on the real bundle and the real keychain. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { Swtpm } from '../support/swtpm.ts';
import { linesPattern, parseTranscript, runShell } from '../support/transcript.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';

const folder = join(import.meta.dirname, 'transcripts');

const names = readdirSync(folder).map((file) => basename(file, '.txt'));

// The one of the clipboard needs an X server, that of the TPM swtpm: both are there on Linux alone.
const runsHere = (name: string) => !['copy', 'tpm'].includes(name) || process.platform === 'linux';

describe.each(names.filter(runsHere))('transcript %s', (name) => {
  let home: CliHome;
  let display: XDisplay | undefined;
  let swtpm: Swtpm | undefined;
  beforeAll(async () => {
    home = makeCliHome();
    if (name === 'copy') display = await startXDisplay();
    if (name === 'tpm') swtpm = await Swtpm.start();
  });
  afterAll(async () => {
    await display?.kill();
    await swtpm?.stop();
    home.remove();
  });

  it.each(parseTranscript(readFileSync(join(folder, `${name}.txt`), 'utf8')))('line $line: $command', (step) => {
    const tpm = { TPM: swtpm?.name, TPM2TOOLS_TCTI: swtpm?.name };
    const outcome = runShell(step.command, home.cwd, { ...home.env, ...tpm, DISPLAY: display?.name });
    expect(outcome.stderr).toMatch(linesPattern(step.stderr));
    expect(outcome.stdout).toMatch(linesPattern(step.stdout));
    expect(outcome.exitCode).toBe(step.exitCode);
  });
});
