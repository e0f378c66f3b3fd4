/**
 * The tests that may be skipped where nothing may go unnoticed: test/skipped.json holds `{ test, reason }`, and `on` with
 * names of `process.platform` where a test is skipped on some platforms alone.
 *
 * @typedef {{ test: string, reason: string, on?: string[] }} AllowedSkip
 * @typedef {import('./test-results.mjs').TestResult} TestResult
 */

/**
 * @param {TestResult[]} results
 * @param {AllowedSkip[]} allowed
 * @param {{ platform: string, whole: boolean }} run `whole`: no file was left out.
 * @returns {string[]} One line for each thing that does not fit; empty when all is well.
 */
export function skipComplaints(results, allowed, { platform, whole }) {
  const here = allowed.filter(({ on }) => on === undefined || on.includes(platform));
  const listed = new Set(here.map(({ test }) => test));
  const isSkipped = ({ status }) => status !== 'passed' && status !== 'failed';
  const statuses = new Map(results.map((result) => [result.name, isSkipped(result)]));
  return [
    ...results
      .filter((result) => isSkipped(result) && !listed.has(result.name))
      .map(({ name }) => `skipped, not listed: ${name}`),
    ...here
      .filter(({ test }) => statuses.get(test) === false)
      .map(({ test }) => `listed, not skipped any more: ${test}`),
    ...here.filter(({ test }) => whole && !statuses.has(test)).map(({ test }) => `listed, not there any more: ${test}`),
    ...allowed.filter(({ reason }) => !reason?.trim()).map(({ test }) => `listed without a reason: ${test}`),
  ];
}
