/**
 * `npm test`: the set-up that is missing, then everything that is checked, up to the first failure. Arguments are Vitest's
 * (`npm test -- test/unit/storage`). With `--ci`, or CI in the environment, a skipped test must be on a committed list.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presentHere, skipComplaints } from './allowed-skips.mjs';
import { root } from './checkout.mjs';
import { runScript } from './failure.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { requireSystemPackages } from './system-packages.mjs';
import { closingLine, count, testResults } from './test-results.mjs';

const installed = (...way) => join(root, 'node_modules', ...way);

await runScript(async () => {
  const given = process.argv.slice(2);
  const strict = given.includes('--ci') || !['', '0', 'false', undefined].includes(process.env.CI);
  await requireSystemPackages();
  const node = await setUp();
  return (
    (await types(node)) ||
    (await step('lint, and who may import whom', 'biome check', node, [
      installed('@biomejs', 'biome', 'bin', 'biome'),
      'check',
      '--error-on-warnings',
      root,
    ])) ||
    (await tests(
      node,
      given.filter((argument) => argument !== '--ci'),
      strict,
    ))
  );
});

/** The privileged side has no DOM, the window no Node, and the window's tests have both. */
async function types(node) {
  for (const project of ['.', 'renderer', 'test/window']) {
    const args = [installed('typescript', 'bin', 'tsc'), '--noEmit', '-p', join(root, project)];
    const code = await step('types', `tsc --noEmit -p ${project}`, node, args);
    if (code !== 0) return code;
  }
  return 0;
}

function step(subject, tool, node, args) {
  console.log(`\n== ${subject} (${tool})`);
  return run(node, args);
}

async function tests(node, args, strict) {
  const folder = await mkdtemp(join(tmpdir(), 'keybearer-test-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const vitest = [installed('vitest', 'vitest.mjs'), 'run', ...reporters, ...args];
    const code = await step('tests', 'vitest run', node, vitest);
    return await judge(code, report, { whole: args.length === 0, strict });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends with the line that counts, whatever else there is to say. */
async function judge(code, reportPath, { whole, strict }) {
  const report = await readFile(reportPath, 'utf8').catch(() => '{"testResults":[]}');
  const results = testResults(JSON.parse(report), root);
  const counts = count(results);
  const here = { platform: process.platform, whole, present: presentHere(root) };
  const complaints = strict ? skipComplaints(results, await allowedSkips(), here) : [];
  if (counts.passed + counts.failed === 0) complaints.push('no test ran');
  for (const complaint of complaints) console.error(`keybearer: error: ${complaint}`);
  console.log(closingLine(counts));
  return code || (complaints.length > 0 ? 1 : 0);
}

async function allowedSkips() {
  return JSON.parse(await readFile(join(root, 'test', 'skipped.json'), 'utf8'));
}
