import { describe, expect, it } from 'vitest';
import { decodeTask, encodeReport, encodeTask, failedReport } from '../../../electron/clipboard/keeper-protocol.ts';
import { decodeReport } from '../../../electron/clipboard/keeper-report.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';

const text = Buffer.from('kb_text é');

describe('decodeTask', () => {
  it.each([1000, limits.clearAfterMaxMs, null])('reads what encodeTask wrote, with %s', (clearAfterMs) => {
    expect(decodeTask(encodeTask({ text, clearAfterMs }))).toEqual({ text, clearAfterMs });
  });

  it('takes no task that is cut or longer than it says: who was to give it has left', () => {
    const task = encodeTask({ text, clearAfterMs: 1000 });
    for (let length = 0; length < task.length; length++) expect(decodeTask(task.subarray(0, length))).toBeUndefined();
    expect(decodeTask(Buffer.concat([task, text]))).toBeUndefined();
  });

  it('takes no time beyond the limit', () => {
    expect(decodeTask(encodeTask({ text, clearAfterMs: limits.clearAfterMaxMs + 1 }))).toBeUndefined();
  });
});

describe('decodeReport', () => {
  it.each([
    { said: 'reached' },
    { said: 'held' },
    { said: 'cleared' },
    { said: 'nothing' },
    { said: 'failed', code: 'clipboard-unavailable', reason: 'taken' },
  ] as const)('reads %j', (report) => {
    expect(decodeReport(encodeReport(report))).toEqual(report);
  });

  it.each([
    '',
    'null',
    '{}',
    '{"said":"other"}',
    '{"said":"held","more":1}',
    '{"said":"failed","code":"vault-locked"}',
  ])('refuses %s', (line) => {
    expect(() => decodeReport(line)).toThrow();
  });
});

describe('failedReport', () => {
  it('has the code and its reason', () => {
    const error = new KeybearerError('clipboard-unavailable', { reason: 'taken', other: 1 });
    expect(failedReport(error)).toEqual({ said: 'failed', code: 'clipboard-unavailable', reason: 'taken' });
    expect(failedReport(new KeybearerError('clipboard-not-cleared'))).toEqual({
      said: 'failed',
      code: 'clipboard-not-cleared',
    });
  });

  it('says of a defect that it is one, and no more', () => {
    expect(failedReport(new Error('kb_text'))).toEqual({ said: 'failed', code: 'internal' });
  });
});
