import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../electron/reminders/run-program.ts';

const node = (script: string, options = {}) => runProgram(process.execPath, ['-e', script], options);

describe('runProgram', () => {
  it('gives the exit code and what was printed, after all of stdin was handed over', async () => {
    const script = "process.stdin.on('data', (d) => process.stdout.write(d)).on('end', () => process.exit(3))";
    expect(await node(script, { stdin: 'a "b" $c\n' })).toEqual({ code: 3, stdout: 'a "b" $c\n' });
  });

  it('knows a program that is not there from one that fails', async () => {
    expect(await runProgram('/no/such/program', [])).toEqual({ code: null, stdout: '' });
    expect((await node('process.exit(1)')).code).toBe(1);
  });

  it('does not mind a program that reads nothing', async () => {
    expect((await node('process.exit(0)', { stdin: 'x'.repeat(2 ** 20) })).code).toBe(0);
  });

  it('waits no longer than it is told for one that stays, and leaves it running', async () => {
    expect(await node('setTimeout(() => {}, 3000)', { outlivesMs: 100 })).toEqual({ code: 0, stdout: '' });
  });

  it('ends one that does not come to an end, as one that failed', async () => {
    expect(await node('setInterval(() => {}, 1000)', { limitMs: 200 })).toEqual({ code: 1, stdout: '' });
  });

  it('tells the exit code of one that may stay and does not', async () => {
    expect((await node('process.exit(4)', { outlivesMs: 60_000 })).code).toBe(4);
  });
});
