import { describe, expect, it } from 'vitest';
import { clearLeft } from '../../../electron/cli/left-clipboard.ts';
import type { Clipboard } from '../../../electron/delivery/clipboard.ts';
import { KeybearerError } from '../../../shared/errors.ts';

async function saidOf(clearLeftover: () => Promise<boolean>): Promise<string[]> {
  const said: string[] = [];
  await clearLeft({ say: (line) => said.push(line) }, { clearLeftover } as Clipboard);
  return said;
}

describe('clearLeft', () => {
  it('says what it cleared, and nothing where nothing was left (B3)', async () => {
    expect(await saidOf(async () => true)).toEqual(['Cleared an earlier copy from the clipboard.']);
    expect(await saidOf(async () => false)).toEqual([]);
  });

  it('tells that it could not be cleared, and lets the command go on (B6)', async () => {
    const failing = async () => Promise.reject(new KeybearerError('clipboard-not-cleared'));
    expect(await saidOf(failing)).toEqual([
      'keybearer: warning: the clipboard could not be cleared: the secret is there still',
    ]);
  });
});
