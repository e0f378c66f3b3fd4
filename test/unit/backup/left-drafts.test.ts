import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDraftPath, removeLeftDrafts } from '../../../electron/backup/left-drafts.ts';
import { NewFile } from '../../../electron/backup/new-file.ts';

const day = 24 * 60 * 60_000;
const now = Date.now();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keybearer-drafts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @returns the name of a draft that was last written so long ago. */
function draft(content: string, ageMs = day + 1000): string {
  const path = newDraftPath(join(folder, 'keys.age'));
  writeFileSync(path, content);
  utimesSync(path, new Date(now - ageMs), new Date(now - ageMs));
  return basename(path);
}

describe('removeLeftDrafts', () => {
  it.each(['', 'age-enc', 'age-encryption.org/v1\n-> scrypt', '-----BEGIN AGE ENCRYPTED FILE-----\n'])(
    'removes an old draft that holds %j',
    (content) => {
      draft(content);
      removeLeftDrafts(folder, now);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('leaves one that may be in use', () => {
    const young = draft('', day - 60_000);
    const future = draft('', -day);
    removeLeftDrafts(folder, now);
    expect(readdirSync(folder).toSorted()).toEqual([young, future].toSorted());
  });

  it('leaves what another program wrote, whatever it is called', () => {
    const names = [draft('a film'), 'keys.age.part-12', 'keys.age.part-0123456789abcdef.txt', 'keys.age'];
    for (const name of names) writeFileSync(join(folder, name), 'a film');
    removeLeftDrafts(folder, now + 2 * day);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  });

  it.skipIf(process.platform === 'win32')('leaves folders, links and pipes, and waits for none', () => {
    mkdirSync(newDraftPath(join(folder, 'a')));
    symlinkSync('/etc/passwd', newDraftPath(join(folder, 'b')));
    execFileSync('mkfifo', [newDraftPath(join(folder, 'c'))]);
    removeLeftDrafts(folder, now + 2 * day);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('takes a folder that cannot be read for one without drafts', () => {
    expect(() => removeLeftDrafts(join(folder, 'none'), now)).not.toThrow();
  });

  it('is done by the next new file in that folder, of any name', () => {
    draft('age-encryption.org/v1');
    new NewFile(join(folder, 'other.age')).finish(Buffer.from('ciphertext'));
    expect(readdirSync(folder)).toEqual(['other.age']);
  });
});
