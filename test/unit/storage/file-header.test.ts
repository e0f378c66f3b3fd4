import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/storage/connection.ts';
import { checkFileHeader } from '../../../electron/storage/file-header.ts';
import { addKey } from '../../../electron/vault/use-cases/add-key.ts';
import { failure } from '../../support/failure.ts';
import { Scratch, secretOf } from '../../support/scratch.ts';

let scratch: Scratch;

beforeEach(async () => {
  scratch = new Scratch();
  const vault = await scratch.create();
  await addKey(vault, { name: 'k' }, secretOf('s3'));
  await vault.close();
});

/** Puts a byte into the file's header. */
function put(at: number, byte: number): void {
  const bytes = readFileSync(scratch.path);
  bytes[at] = byte;
  writeFileSync(scratch.path, bytes);
}

describe('checkFileHeader', () => {
  it('takes a vault as it was made', () => {
    expect(() => checkFileHeader(scratch.path)).not.toThrow();
  });

  it.each([
    ['in WAL mode', () => scratch.edit((file) => file.exec('PRAGMA journal_mode = WAL')), 'write-ahead-log'],
    ['whose write version says WAL', () => put(18, 2), 'write-ahead-log'],
    ['whose read version says WAL', () => put(19, 2), 'write-ahead-log'],
    ['of a version that is not there yet', () => put(18, 3), 'write-ahead-log'],
    ['with a write-ahead log beside it', () => writeFileSync(`${scratch.path}-wal`, 'log'), 'write-ahead-log'],
    ['of another kind', () => put(0, 0x73), 'header'],
    ['that is one byte', () => writeFileSync(scratch.path, 'S'), 'header'],
  ])('refuses a file %s, before SQLite would change it', (_what, prepare, reason) => {
    prepare();
    const before = [scratch.hash(), readdirSync(dirname(scratch.path)).sort()];
    expect(() => openConnection(scratch.path)).toThrow(failure('not-a-vault', { reason }));
    expect([scratch.hash(), readdirSync(dirname(scratch.path)).sort()]).toEqual(before);
  });
});
