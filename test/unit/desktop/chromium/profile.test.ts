import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeProfile, removeProfile } from '../../../../electron/desktop/chromium/profile.ts';

let runtime: string;
beforeEach(() => {
  runtime = mkdtempSync(join(tmpdir(), 'keybearer-run-'));
  onTestFinished(() => rmSync(runtime, { recursive: true, force: true }));
});
/** No process has such an id. */
const dead = 'keybearer-window-4194305-';
const made = () => makeProfile({ XDG_RUNTIME_DIR: runtime });

describe('makeProfile', () => {
  it('is a new folder for this user alone, and goes', async () => {
    const path = made();
    expect(made()).not.toBe(path);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    await removeProfile(path);
    expect(existsSync(path)).toBe(false);
  });

  it('removes what dead processes left, and nothing of a living one', () => {
    const living = made();
    mkdirSync(join(runtime, `${dead}x`, 'Default'), { recursive: true });
    const path = made();
    expect(
      readdirSync(runtime)
        .map((name) => join(runtime, name))
        .toSorted(),
    ).toEqual([living, path].toSorted());
  });

  it.skipIf(process.platform === 'win32')('follows no link of that name', () => {
    mkdirSync(join(runtime, 'mine'));
    symlinkSync(join(runtime, 'mine'), join(runtime, `${dead}link`));
    made();
    expect(readdirSync(runtime)).toEqual(expect.arrayContaining(['mine', `${dead}link`]));
  });

  it.skipIf(process.getuid?.() !== 0)("leaves another user's folder to that user, as the administrator too", () => {
    mkdirSync(join(runtime, `${dead}theirs`));
    chownSync(join(runtime, `${dead}theirs`), 65534, 65534);
    made();
    expect(readdirSync(runtime)).toContain(`${dead}theirs`);
  });
});
