import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { markFile } from '../../../electron/clipboard/mark-file.ts';
import { TimedClipboard } from '../../../electron/clipboard/timed-clipboard.ts';
import { failure } from '../../support/failure.ts';

/** A clipboard whose time is up when the test says so. */
function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-marks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'clipboard.json');
  const platform = {
    text: '',
    keeps: false,
    write: async (text: string) => {
      platform.text = text;
    },
    read: async () => platform.text,
    clear: () => {
      if (!platform.keeps) platform.text = '';
    },
  };
  const ends: (() => void)[] = [];
  const waiting = () => new Promise<void>((resolve) => ends.push(resolve));
  const start = () => new TimedClipboard(platform, markFile(path), waiting);
  const copy = async (clipboard: TimedClipboard, text: string, clearAfterMs: number | null = 30_000) => {
    const reached = await clipboard.reach();
    await reached.put(Buffer.from(text), clearAfterMs);
    return reached;
  };
  return { path, platform, ends, start, copy, clipboard: start() };
}

describe('TimedClipboard', () => {
  it('clears what it wrote when the time is up', async () => {
    const { clipboard, platform, copy, ends, path } = setUp();
    const reached = await copy(clipboard, 'ours');
    expect(platform.text).toBe('ours');
    ends[0]?.();
    await reached.gone;
    await expect.poll(() => platform.text).toBe('');
    await expect.poll(() => existsSync(path)).toBe(false);
  });

  it('leaves alone what another program has copied since (B1)', async () => {
    const { clipboard, platform, copy, ends, path } = setUp();
    const reached = await copy(clipboard, 'ours');
    platform.text = 'theirs';
    ends[0]?.();
    await reached.gone;
    await expect.poll(() => existsSync(path)).toBe(false);
    expect(platform.text).toBe('theirs');
  });

  it('gives the last copy its own time (B2)', async () => {
    const { clipboard, platform, copy, ends } = setUp();
    const first = await copy(clipboard, 'first');
    await copy(clipboard, 'second');
    await first.gone;
    ends[0]?.();
    await new Promise(setImmediate);
    expect(platform.text).toBe('second');
    ends[1]?.();
    await expect.poll(() => platform.text).toBe('');
  });

  it('clears at the next start what a crash left, and only that (B3)', async () => {
    const { clipboard, platform, copy, start, path } = setUp();
    await copy(clipboard, 'ours');
    expect(await start().clear()).toBe(true);
    expect(platform.text).toBe('');
    expect(existsSync(path)).toBe(false);
    await copy(clipboard, 'ours');
    platform.text = 'theirs';
    expect(await start().clear()).toBe(false);
    expect(platform.text).toBe('theirs');
  });

  it('keeps no copy of it, in a file for this user alone', async () => {
    const { clipboard, copy, path } = setUp();
    await copy(clipboard, 'a secret of a test');
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(path, 'utf8');
    for (const encoding of ['utf8', 'hex', 'base64'] as const)
      expect(text).not.toContain(Buffer.from('a secret of a test').toString(encoding));
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes a damaged mark for none', async () => {
    const { clipboard, platform, path } = setUp();
    writeFileSync(path, '{"key":"00","hash":[]}');
    platform.text = 'theirs';
    expect(await clipboard.clear()).toBe(false);
    expect(platform.text).toBe('theirs');
  });

  it('says that it could not be cleared, and tries again at the next start (B6)', async () => {
    const { clipboard, platform, copy, start } = setUp();
    await copy(clipboard, 'ours');
    platform.keeps = true;
    await expect(clipboard.clear()).rejects.toEqual(failure('clipboard-not-cleared'));
    platform.keeps = false;
    expect(await start().clear()).toBe(true);
  });

  it('does not clear what holds no secret', async () => {
    const { clipboard, platform, copy, ends } = setUp();
    await copy(clipboard, 'a command', null);
    expect(ends).toHaveLength(0);
    expect(await clipboard.clear()).toBe(false);
    expect(platform.text).toBe('a command');
  });
});
