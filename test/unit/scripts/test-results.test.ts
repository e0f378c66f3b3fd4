import { describe, expect, it } from 'vitest';
import { importScript } from '../../support/import-script.ts';

const { closingLine, count, testResults } = await importScript('test-results.mjs');

function file(name: string, status: string, tests: readonly (readonly [title: string, status: string])[]) {
  const assertionResults = tests.map(([title, status]) => ({ ancestorTitles: ['suite'], title, status }));
  return { name: `/root/test/${name}`, status, assertionResults };
}

describe('testResults', () => {
  it('names a test as Vitest does', () => {
    const report = { testResults: [file('a.test.ts', 'passed', [['runs', 'passed']])] };
    expect(testResults(report, '/root')).toEqual([{ name: 'test/a.test.ts > suite > runs', status: 'passed' }]);
  });

  it('counts a file that could not be loaded as failed', () => {
    const report = { testResults: [file('a.test.ts', 'failed', [])] };
    expect(testResults(report, '/root')).toEqual([{ name: 'test/a.test.ts', status: 'failed' }]);
  });

  it('does not count a file beside its failed test', () => {
    const report = { testResults: [file('a.test.ts', 'failed', [['breaks', 'failed']])] };
    expect(testResults(report, '/root')).toHaveLength(1);
  });
});

describe('closingLine', () => {
  it('counts every result once, in three numbers', () => {
    const statuses = ['passed', 'passed', 'failed', 'skipped', 'todo', 'pending'];
    const results = statuses.map((status, n) => ({ name: `${n}`, status }));
    expect(closingLine(count(results))).toBe('2 passed, 1 failed, 3 skipped');
  });
});
