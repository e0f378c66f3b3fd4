import { describe, expect, it } from 'vitest';
import { columnNamed, hasSecret, knownColumns } from '../../../electron/import/columns.ts';

describe('knownColumns', () => {
  it.each<[string, string, object]>([
    [
      '1Password',
      'Title,Website,Username,Password,One-time password,Favorite status,Archived,Tags,Notes',
      { name: 0, url: 1, account: 2, password: 3, archived: 6, tags: 7, notes: 8 },
    ],
    [
      'KeePassXC',
      'Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created',
      { tags: 0, name: 1, account: 2, password: 3, url: 4, notes: 5 },
    ],
    [
      'Bitwarden',
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
      { tags: 0, name: 3, notes: 4, url: 7, account: 8, password: 9 },
    ],
    ['a browser', 'name,url,username,password,note', { name: 0, url: 1, account: 2, password: 3, notes: 4 }],
    ['a table of keys', 'Service,API_Key,expiryDate,Environment', { name: 0, secret: 1, expires: 2, environment: 3 }],
    ['names and values', 'Key,Value', { name: 0, secret: 1 }],
    ['keys alone', 'key,expires', { secret: 0, expires: 1 }],
    ['nothing that is known', 'a,b', {}],
  ])('knows those of %s', (_what, header, columns) => {
    expect(knownColumns(header.split(','))).toEqual(columns);
  });
});

describe('columnNamed', () => {
  it('finds a column in any case and spelling', () => {
    expect(['API key', 'api_key', 'ApiKey', 'apikey?'].map((name) => columnNamed(['x', 'Api Key'], name))).toEqual([
      1,
      1,
      1,
      undefined,
    ]);
  });
});

describe('hasSecret', () => {
  it('is true of a secret and of a password', () => {
    expect([{}, { name: 0 }, { secret: 0 }, { password: 0 }].map(hasSecret)).toEqual([false, false, true, true]);
  });
});
