/**
 * The tests that may be skipped where nothing may go unnoticed: test/skipped.json.
 *
 * @typedef {object} AllowedSkip
 * @property {string} test A test's name as Vitest prints it (file > suite > test); or the beginning of several, up to a " > ".
 * @property {string} reason
 * @property {string[]} [on] Names of `process.platform`, where it is skipped on those alone.
 * @property {string} [without] What it needs and is not everywhere (`presentHere`), where it is skipped without that alone.
 *
 * @typedef {import('./test-results.mjs').TestResult} TestResult
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {TestResult[]} results
 * @param {AllowedSkip[]} allowed
 * @param {{ platform: string, whole: boolean, present?: string[] }} run `whole`: no test was left out by choice.
 * @returns {string[]} One line for each thing that does not fit; empty when all is well.
 */
export function skipComplaints(results, allowed, { platform, whole, present = [] }) {
  const here = allowed.filter(
    ({ on, without }) => (on === undefined || on.includes(platform)) && !present.includes(without),
  );
  const unlisted = results.filter((result) => isSkipped(result) && !here.some((entry) => covers(entry, result)));
  return [
    ...unlisted.map(({ name }) => `skipped, and not in test/skipped.json: ${name}`),
    ...here.flatMap((entry) => staleness(entry, results, whole)),
    ...allowed.filter(({ reason }) => !reason?.trim()).map(({ test }) => `listed without a reason: ${test}`),
  ];
}

/** @param {string} root The folder with node_modules. */
export function presentHere(root, env = process.env) {
  const isFetched = existsSync(join(root, 'node_modules', 'electron', 'path.txt'));
  return [
    ...(isFetched || env.ELECTRON_OVERRIDE_DIST_PATH ? ['electron'] : []),
    ...(process.getuid?.() === 0 ? ['root'] : []),
  ];
}

function staleness(entry, results, whole) {
  const covered = results.filter((result) => covers(entry, result));
  if (covered.length === 0) return whole ? [`listed, but there is no such test: ${entry.test}`] : [];
  return covered.every(isSkipped) ? [] : [`listed, but not skipped any more: ${entry.test}`];
}

function covers({ test }, { name }) {
  return name === test || name.startsWith(`${test} > `);
}

function isSkipped({ status }) {
  return status !== 'passed' && status !== 'failed';
}
