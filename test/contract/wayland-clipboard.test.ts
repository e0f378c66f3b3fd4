/** The clipboard of a real Wayland session, read and written by wl-clipboard. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptClipboard } from '../../electron/clipboard/keeper-process.ts';
import { findWlCopy } from '../../electron/clipboard/wayland/wl-clipboard.ts';
import { failure } from '../support/failure.ts';
import { eventually, keepersWith, processesWith } from '../support/keepers.ts';
import { SentinelSearch } from '../support/sentinel-search.ts';
import { startWaylandDisplay, type WaylandDisplay } from '../support/wayland-display.ts';

const program = join(import.meta.dirname, '../support/wayland-keeper.ts');
const long = 10 * 60_000;

const wlCopyFiles = () => readdirSync('/tmp').filter((name) => name.startsWith('wl-copy-buffer-'));

function holds(name: string, text: string | Buffer): boolean {
  try {
    return readFileSync(join('/tmp', name, 'stdin')).includes(text);
  } catch {
    return false; // it was removed while we looked
  }
}

describe.skipIf(process.platform !== 'linux')('the Wayland clipboard', () => {
  let display: WaylandDisplay;
  let scratch: string;
  let session: string;
  beforeAll(async () => {
    display = await startWaylandDisplay();
    session = `XDG_RUNTIME_DIR=${display.env.XDG_RUNTIME_DIR}`;
    scratch = mkdtempSync(join(tmpdir(), 'keybearer-wl-'));
  });
  afterAll(async () => {
    await clipboard().clear();
    await eventually(() => keepersWith(session).length === 0);
    await display.kill();
    // The wl-copy that is killed as if it were recent is not: its file stays.
    for (const name of wlCopyFiles()) if (holds(name, 'kb_recent')) rmSync(join('/tmp', name), { recursive: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  const clipboard = (env: NodeJS.ProcessEnv = {}) =>
    new KeptClipboard({ kind: 'wayland', program, env: { ...display.env, ...env }, platform: 'linux' });
  const put = async (text: string | Buffer, clearAfterMs: number | null = long, env: NodeJS.ProcessEnv = {}) => {
    const reached = await clipboard(env).reach();
    await reached.put(Buffer.from(text), clearAfterMs);
    return reached;
  };
  const keeper = async () => {
    await eventually(() => keepersWith(session).length === 1);
    return keepersWith(session)[0]!;
  };

  /** A PATH on which wl-copy is a script of ours; `$real` is the real one. */
  function withWlCopy(name: string, script: string): NodeJS.ProcessEnv {
    const folder = join(scratch, name);
    const real = execFileSync('sh', ['-c', 'command -v wl-copy'], { encoding: 'utf8' }).trim();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'wl-copy'), `#!/bin/sh\nreal=${real}\n${script}\n`);
    chmodSync(join(folder, 'wl-copy'), 0o755);
    return { PATH: `${folder}:${process.env.PATH}` };
  }

  const recent = () =>
    withWlCopy(
      'recent',
      `[ "$1" = --help ] && { "$real" --help; echo --sensitive; exit; }
       type=$2; case " $* " in *" --sensitive "*) shift 3; set -- --type "$type" "$@";; esac
       exec "$real" "$@"`,
    );

  it('is read by other programs, as text of every kind', async () => {
    await put('kb_é„"\'\n');
    expect(display.read()).toBe('kb_é„"\'\n');
    expect(display.types()).toEqual(
      expect.arrayContaining(['text/plain', 'text/plain;charset=utf-8', 'UTF8_STRING', 'STRING', 'TEXT']),
    );
  });

  it('hands over 64 KiB whole', async () => {
    const text = Buffer.alloc(64 * 1024, 'kb_0123456789').toString();
    await put(text);
    expect(display.read() === text).toBe(true);
  });

  it('is cleared when the time is up (B1)', async () => {
    const { gone } = await put('kb_short', 1000);
    await gone;
    expect(display.isEmpty()).toBe(true);
  });

  it('is not cleared when something else was copied (B1)', async () => {
    const { gone } = await put('kb_first', 2000);
    display.write('of another program');
    await gone;
    expect(display.read()).toBe('of another program');
  });

  it('has one timer after two copies, of the last (B2)', async () => {
    const first = await put('kb_same', 2000);
    await put('kb_same', null);
    await first.gone;
    expect(display.read()).toBe('kb_same');
    await keeper();
  });

  it('is cleared when the keeper is killed (B3)', async () => {
    await put('kb_killed');
    process.kill((await keeper()).pid, 'SIGKILL');
    await eventually(() => display.isEmpty());
  });

  it('is left alone when the keeper is killed after something else was copied (B1, B3)', async () => {
    const { gone } = await put('kb_killed');
    const { pid } = await keeper();
    process.kill(pid, 'SIGSTOP');
    display.write('of another program');
    process.kill(pid, 'SIGKILL');
    await gone;
    await eventually(() => processesWith(session).every(({ cmdline }) => !cmdline.includes('vnd.keybearer')));
    expect(display.read()).toBe('of another program');
  });

  it('is cleared on request, by another process too, if it is still ours (B1, B3)', async () => {
    const { gone } = await put('kb_cleared');
    expect(await clipboard().clear()).toBe(true);
    expect(display.isEmpty()).toBe(true);
    await gone;
    expect(await clipboard().clear()).toBe(false);
    display.write('of another program');
    expect(await clipboard().clear()).toBe(false);
    expect(display.read()).toBe('of another program');
  });

  it('is said not to be cleared when wl-copy does not do it (B6)', async () => {
    await put('kb_stays');
    const failing = withWlCopy('failing', '[ "$1" = --clear ] && exit 1; exec "$real" "$@"');
    await expect(clipboard(failing).clear()).rejects.toEqual(failure('clipboard-not-cleared'));
    const pretending = withWlCopy('pretending', '[ "$1" = --clear ] && exit 0; exec "$real" "$@"');
    await expect(clipboard(pretending).clear()).rejects.toEqual(failure('clipboard-not-cleared'));
    expect(await clipboard().clear()).toBe(true);
  });

  it('is told that it is a secret where wl-copy can (B5), which is killed to clear it (B1)', async () => {
    const { gone } = await put('kb_recent', 1000, recent());
    const seen = processesWith(session).filter(({ cmdline }) => cmdline.includes('--sensitive'));
    expect(seen.length).toBeGreaterThan(0);
    expect(display.read()).toBe('kb_recent');
    await gone;
    expect(display.isEmpty()).toBe(true);
  });

  it('leaves nothing of the secret to be seen of any process, nor a file when it is cleared (K3)', async () => {
    const sentinel = Buffer.from('kbSENTINEL8f02de');
    await put(sentinel);
    const search = new SentinelSearch([{ what: 'the secret', bytes: sentinel }]);
    for (const { cmdline, environ } of processesWith(session)) {
      expect(search.inBytes('argv', Buffer.from(cmdline))).toEqual([]);
      expect(search.inBytes('environment', Buffer.from(environ))).toEqual([]);
    }
    expect(await clipboard().clear()).toBe(true);
    await eventually(() => !wlCopyFiles().some((name) => holds(name, sentinel)));
  });

  it.each([
    ['without wl-copy', { PATH: '/nonexistent' }, 'no-wl-copy'],
    ['without a compositor', { WAYLAND_DISPLAY: 'wayland-none' }, 'display-refused'],
  ])('cannot be reached %s', async (_what, env, reason) => {
    await expect(clipboard(env).reach()).rejects.toEqual(failure('clipboard-unavailable', { reason }));
    await expect(clipboard(env).clear()).rejects.toEqual(failure('clipboard-unavailable', { reason }));
  });

  it('is not used where wl-copy would leave the secret on a disk (K3)', async () => {
    const asked: string[] = [];
    const onDisk = (folder: string) => {
      asked.push(folder);
      return false;
    };
    const refused = failure('clipboard-unavailable', { reason: 'wl-copy-on-disk' });
    await expect(findWlCopy(display.env, onDisk)).rejects.toEqual(refused);
    await expect(findWlCopy({ ...display.env, ...recent() }, onDisk)).rejects.toEqual(refused);
    expect(asked).toEqual(['/tmp', display.env.XDG_RUNTIME_DIR]);
  });
});
