import { describe, expect, it } from 'vitest';
import { sqliteCode, translateSqlite, translating } from '../../../electron/storage/sqlite-errors.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { failure } from '../../support/failure.ts';

const thrown = (errcode: number) => Object.assign(new Error('text is not looked at'), { errcode });

describe('translateSqlite', () => {
  it.each([
    [3, 'vault-permission'],
    [5, 'vault-busy'],
    [5 | (1 << 8), 'vault-busy'], // SQLITE_BUSY_RECOVERY
    [6, 'vault-busy'],
    [8, 'vault-read-only'],
    [8 | (5 << 8), 'vault-read-only'], // SQLITE_READONLY_CANTINIT
    [10, 'vault-io'],
    [10 | (22 << 8), 'vault-io'], // SQLITE_IOERR_SHMLOCK
    [11, 'vault-damaged'],
    [13, 'vault-disk-full'],
    [15, 'vault-busy'],
    [19 | (8 << 8), 'changed-elsewhere'], // SQLITE_CONSTRAINT_UNIQUE
    [23, 'vault-permission'],
    [26, 'not-a-vault'],
    [7, 'vault-io'], // SQLITE_NOMEM, and whatever else there is
  ] as const)('answers result code %i as %s', (errcode, code) => {
    expect(translateSqlite(thrown(errcode))).toEqual(failure(code, { sqlite: errcode & 0xff }));
  });

  it('tells a file that cannot be opened from a journal that cannot be made', () => {
    expect(translateSqlite(thrown(14), 'open')).toEqual(failure('vault-permission'));
    expect(translateSqlite(thrown(14), 'transaction')).toEqual(failure('vault-read-only'));
  });

  it('answers errors of our own and of others as they are', () => {
    const own = new KeybearerError('name-taken');
    const other = new TypeError('x');
    expect(translateSqlite(own)).toBe(own);
    expect(translateSqlite(other)).toBe(other);
    expect(sqliteCode('text')).toBeUndefined();
  });
});

describe('translating', () => {
  it('answers what the work answers, and keeps the cause of what it throws', () => {
    expect(translating('open', () => 7)).toBe(7);
    const cause = thrown(11);
    const fail = () => {
      throw cause;
    };
    try {
      translating('open', fail);
      expect.unreachable();
    } catch (caught) {
      expect((caught as Error).cause).toBe(cause);
    }
  });
});
