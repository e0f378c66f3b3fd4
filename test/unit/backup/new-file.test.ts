import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewFile, requireNoFile } from '../../../electron/backup/new-file.ts';
import { failure } from '../../support/failure.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keybearer-file-'));
  path = join(folder, 'keys.age');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Buffer.from('ciphertext');
const noLinks = () => {
  throw Object.assign(new Error('no links here'), { code: 'EPERM' });
};

describe('NewFile', () => {
  it.each([
    ['', undefined],
    [', on a file system without links too', noLinks],
  ])('appears whole, readable by this user alone, and leaves nothing beside it%s', (_where, link) => {
    const file = new NewFile(path);
    expect(readdirSync(folder)).not.toContain('keys.age');
    file.finish(bytes, link);
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['keys.age']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind when it is discarded, before or after', () => {
    const never = new NewFile(path);
    never.discard();
    never.discard();
    expect(readdirSync(folder)).toEqual([]);
    const done = new NewFile(path);
    done.finish(bytes);
    done.discard();
    expect(readdirSync(folder)).toEqual(['keys.age']);
  });

  it('never takes the place of a file or a folder', () => {
    writeFileSync(path, 'mine');
    mkdirSync(join(folder, 'a folder'));
    for (const taken of [path, join(folder, 'a folder')]) {
      expect(() => new NewFile(taken)).toThrow(failure('file-exists', { path: taken }));
      expect(() => requireNoFile(taken)).toThrow(failure('file-exists'));
    }
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it.skipIf(process.platform === 'win32')('never takes the place of a link to nowhere, nor writes through it', () => {
    symlinkSync('nowhere', path);
    expect(() => new NewFile(path)).toThrow(failure('file-exists', { path }));
    expect(readdirSync(folder)).toEqual(['keys.age']);
  });

  it.each([
    ['', undefined],
    [', without links too', noLinks],
  ])('never takes the place of what came in the meantime%s', (_where, link) => {
    const file = new NewFile(path);
    writeFileSync(path, 'mine');
    expect(() => file.finish(bytes, link)).toThrow(failure('file-exists'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['keys.age']);
  });

  it('says what is wrong with the folder before there is anything to write', () => {
    expect(() => new NewFile(join(folder, 'none', 'x'))).toThrow(failure('file-not-written', { reason: 'no-folder' }));
    expect(() => new NewFile(join('/proc', 'x'))).toThrow(failure('file-not-written'));
  });
});
