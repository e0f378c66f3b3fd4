/** What a run of the tests came to, from Vitest's JSON report. */
import { relative } from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, status: string }} TestResult `name` as Vitest prints it: file > suite > test.
 */

/** @returns {TestResult[]} A file that failed before any test of it is a failed result of its own. */
export function testResults(report, root) {
  return report.testResults.flatMap((file) => {
    const place = relative(root, file.name).replaceAll('\\', '/');
    const results = file.assertionResults.map(({ ancestorTitles, title, status }) => ({
      name: [place, ...ancestorTitles, title].join(' > '),
      status,
    }));
    const brokeOutside = file.status === 'failed' && !results.some(({ status }) => status === 'failed');
    return brokeOutside ? [...results, { name: place, status: 'failed' }] : results;
  });
}

/** @returns {Counts} Whatever neither passed nor failed (skipped, todo, not reached) counts as skipped. */
export function count(results) {
  const having = (wanted) => results.filter(({ status }) => status === wanted).length;
  const [passed, failed] = [having('passed'), having('failed')];
  return { passed, failed, skipped: results.length - passed - failed };
}

/** @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
