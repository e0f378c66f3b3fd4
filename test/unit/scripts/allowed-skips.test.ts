import { describe, expect, it } from 'vitest';
import { importScript } from '../../support/import-script.ts';

const { skipComplaints } = await importScript('allowed-skips.mjs');

const wholeOnLinux = { platform: 'linux', whole: true };
const results = [
  { name: 'a.test.ts > suite > runs', status: 'passed' },
  { name: 'a.test.ts > suite > waits', status: 'skipped' },
  { name: 'b.test.ts > fails', status: 'failed' },
];
const waits = { test: 'a.test.ts > suite > waits', reason: 'needs a device' };

describe('skipComplaints', () => {
  it('has none when what is skipped is listed', () => {
    expect(skipComplaints(results, [waits], wholeOnLinux)).toEqual([]);
  });

  it.each(['skipped', 'todo', 'pending', 'disabled'])('names a test that is %s and not listed', (status) => {
    expect(skipComplaints([{ name: 'c.test.ts > later', status }], [], wholeOnLinux)).toEqual([
      'skipped, and not in test/skipped.json: c.test.ts > later',
    ]);
  });

  it.each(['passed', 'failed'])('names a listed test that %s', (status) => {
    expect(skipComplaints([{ name: waits.test, status }], [waits], wholeOnLinux)).toEqual([
      `listed, but not skipped any more: ${waits.test}`,
    ]);
  });

  it('names a listed test that is gone, when the whole suite ran', () => {
    const [complaint] = skipComplaints([results[0]], [waits], wholeOnLinux);
    expect(complaint).toBe(`listed, but there is no such test: ${waits.test}`);
    expect(skipComplaints([results[0]], [waits], { platform: 'linux', whole: false })).toEqual([]);
  });

  it('takes an entry for one platform as none on the others', () => {
    const onMac = { ...waits, on: ['darwin'] };
    expect(skipComplaints(results, [onMac], wholeOnLinux)).toHaveLength(1);
    expect(skipComplaints(results, [onMac], { platform: 'darwin', whole: true })).toEqual([]);
  });

  it('takes an entry for want of something as none where that is', () => {
    const needy = { ...waits, without: 'electron' };
    expect(skipComplaints(results, [needy], wholeOnLinux)).toEqual([]);
    expect(skipComplaints(results, [needy], { ...wholeOnLinux, present: ['electron'] })).toEqual([
      `skipped, and not in test/skipped.json: ${waits.test}`,
    ]);
  });

  it('lets an entry stand for all tests of a suite, while all are skipped', () => {
    const suite = { test: 'a.test.ts > suite', reason: 'needs a device' };
    expect(skipComplaints([results[1]], [suite], wholeOnLinux)).toEqual([]);
    expect(skipComplaints(results, [suite], wholeOnLinux)).toHaveLength(1);
    expect(skipComplaints([{ name: 'a.test.ts > suites', status: 'skipped' }], [suite], wholeOnLinux)).toHaveLength(2);
  });

  it('asks for a reason', () => {
    expect(skipComplaints(results, [{ ...waits, reason: ' ' }], wholeOnLinux)).toEqual([
      `listed without a reason: ${waits.test}`,
    ]);
  });
});
