/** A clipboard whose content outlives its writer: here that of a real Wayland session, written by wl-copy in the background. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PendingClearFile } from '../../electron/clipboard/stored/pending-clear.ts';
import { type StoredClipboardTools, storedClipboard } from '../../electron/clipboard/stored/stored-clipboard.ts';
import { markPrefix, wlClipboard } from '../../electron/clipboard/wayland/wl-clipboard.ts';
import { failure } from '../support/failure.ts';
import { startWaylandDisplay, type WaylandDisplay } from '../support/wayland-display.ts';

const minute = 60_000;
const text = Buffer.from('kb_stored');

describe.skipIf(process.platform !== 'linux')('storedClipboard', () => {
  let display: WaylandDisplay;
  let folder: string;
  let notePath: string;
  let now: number;
  let alive: boolean;
  beforeAll(async () => {
    display = await startWaylandDisplay();
    folder = mkdtempSync(join(tmpdir(), 'keybearer-note-'));
    notePath = join(folder, 'note.json');
  });
  afterAll(async () => {
    await tools().clear();
    await display.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    rmSync(notePath, { force: true });
    await tools().clear();
    now = Date.UTC(2026, 2, 1);
    alive = true;
  });

  const tools = (): StoredClipboardTools => ({
    ...wlClipboard(display.env),
    write: async (bytes, mark) => {
      const args = ['--type', `${markPrefix}${mark}`];
      execFileSync('wl-copy', args, { env: display.env, input: bytes, stdio: ['pipe', 'ignore', 'ignore'] });
    },
  });
  const clipboardWith = (changed: Partial<StoredClipboardTools> = {}) =>
    storedClipboard({
      tools: { ...tools(), ...changed },
      pendingFile: new PendingClearFile(notePath),
      clock: () => now,
      isAlive: () => alive,
    });
  const take = async (clearAfterMs: number | null = minute) =>
    (await clipboardWith().reach({})).take(text, clearAfterMs);
  const clearLeftover = (clipboard = clipboardWith()) => clipboard.clearLeftover!({});
  const notes = () => readdirSync(folder);
  const failing = async () => Promise.reject(new Error('it is busy'));

  it('puts the text there, and takes it away (B1)', async () => {
    const holding = await take();
    expect(display.read()).toBe('kb_stored');
    await holding.release();
    expect(display.isEmpty()).toBe(true);
    expect(notes()).toEqual([]);
  });

  it('leaves alone what somebody else has copied since, even if it is the same (B1)', async () => {
    const holding = await take();
    display.write('kb_stored');
    await holding.release();
    expect(display.read()).toBe('kb_stored');
    expect(notes()).toEqual([]);
  });

  it('leaves the last of two copies to the last timer (B2)', async () => {
    const first = await take();
    const second = await take();
    await first.release();
    expect(display.read()).toBe('kb_stored');
    expect(notes()).toEqual(['note.json']);
    await second.release();
    expect(display.isEmpty()).toBe(true);
    expect(notes()).toEqual([]);
  });

  it('keeps a private note without the secret, as long as it is to be cleared', async () => {
    await take();
    expect(statSync(notePath).mode & 0o777).toBe(0o600);
    const note = JSON.parse(readFileSync(notePath, 'utf8'));
    expect(note).toEqual({ mark: expect.stringMatching(/^[0-9a-f]{16}$/), pid: process.pid, clearAt: now + minute });
  });

  it('is cleared at the next start when the keeper has died (B3)', async () => {
    await take();
    expect(await clearLeftover()).toBe(false);
    alive = false;
    expect(await clearLeftover()).toBe(true);
    expect(display.isEmpty()).toBe(true);
    expect(notes()).toEqual([]);
    expect(await clearLeftover()).toBe(false);
  });

  it("takes a keeper that is late for dead: its number is somebody else's by then (B3)", async () => {
    await take();
    now += 2 * minute;
    expect(await clearLeftover()).toBe(false);
    now += 1;
    expect(await clearLeftover()).toBe(true);
  });

  it('clears nothing of somebody else at the next start (B1, B3)', async () => {
    await take();
    display.write('of another program');
    alive = false;
    expect(await clearLeftover()).toBe(false);
    expect(display.read()).toBe('of another program');
    expect(notes()).toEqual([]);
  });

  it('passes over a note that is none', async () => {
    for (const note of [
      '',
      '{}',
      '{"mark":"../x","pid":1,"clearAt":1}',
      '{"mark":"0123456789abcdef","pid":-1,"clearAt":1}',
    ]) {
      writeFileSync(notePath, note);
      expect(await clearLeftover()).toBe(false);
    }
  });

  it('clears on request what is to stay, too', async () => {
    await take(null);
    expect(notes()).toEqual([]);
    expect(await clipboardWith().clear({})).toBe(true);
    expect(display.isEmpty()).toBe(true);
    expect(await clipboardWith().clear({})).toBe(false);
  });

  it.each([
    ['cannot be looked at', { marks: failing }],
    ['cannot be cleared', { clear: failing }],
    ['stays as it was', { clear: async () => undefined }],
  ])('says so when it %s, and keeps the note for another try (B6)', async (_what, changed) => {
    await take();
    alive = false;
    await expect(clearLeftover(clipboardWith(changed))).rejects.toEqual(failure('clipboard-not-cleared'));
    await expect(clipboardWith(changed).clear({})).rejects.toEqual(failure('clipboard-not-cleared'));
    expect(notes()).toEqual(['note.json']);
    expect(await clearLeftover()).toBe(true);
  });

  it('leaves no note of what could not be put there', async () => {
    const reached = await clipboardWith({ write: failing }).reach({});
    await expect(reached.take(text, minute)).rejects.toEqual(failure('clipboard-unavailable', { reason: 'failed' }));
    expect(notes()).toEqual([]);
  });
});
