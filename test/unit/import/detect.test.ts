import { describe, expect, it } from 'vitest';
import { detectKind } from '../../../electron/import/detect.ts';

describe('detectKind', () => {
  it.each([
    ['.env', 'anything', 'env'],
    ['a/.env.production', '', 'env'],
    ['prod.env', '', 'env'],
    ['secrets', '# x\nexport A=1', 'env'],
    ['.npmrc', '', 'npmrc'],
    ['old', 'registry=https://r.example\n//r.example/:_authToken=x', 'npmrc'],
    ['_netrc', '', 'netrc'],
    ['n', 'machine a.example login b password c', 'netrc'],
    ['n', 'machine a.example\n  login b\n  password c', 'netrc'],
    ['.aws/credentials', '', 'aws'],
    ['c', '[default]\naws_access_key_id = x', 'aws'],
    ['gh/hosts.yml', '', 'gh'],
    ['h.yml', 'github.com:\n    user: x\n    oauth_token: y\n', 'gh'],
    ['e.json', '{"encrypted": true}', 'bitwarden'],
    ['e.json', '\ufeff{ "encrypted" : false, "items": [] }', 'bitwarden'],
    ['e.json', '{"id":"1","values":[{"key":"a"}],"_postman_variable_scope":"environment"}', 'postman'],
    ['e.csv', '"Group","Title","Username","Password","URL"\n', 'keepassxc-csv'],
    ['e.csv', 'Title,Url,Username,Password,OTPAuth\n', '1password-csv'],
    ['e.csv', 'name;token\n', 'csv'],
    ['x', '\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5', 'kdbx'],
    ['x.1pux', 'PK\x03\x04', '1pux'],
    ['x.zip', 'PK\x03\x04', undefined],
    ['x.json', '{"a":1}', undefined],
    ['notes.txt', 'some words', undefined],
    ['x', '', undefined],
    ['x', '\x00\xff\xfe', undefined],
  ])('tells %s with %j', (path, content, kind) => {
    expect(
      detectKind(
        path,
        Buffer.from(content, /[\x80-\xff]/.test(content) && !content.startsWith('\ufeff') ? 'latin1' : 'utf8'),
      ),
    ).toBe(kind);
  });

  it.each(['\n', ' \n', '[\n', 'machine \n', '"values":\n', '[', ' ', 'a:\n', 'machine ', 'x=', '"values":[', 'a,'])(
    'gets through megabytes of %j',
    (piece) => {
      const bytes = Buffer.from(piece.repeat(2_000_000 / piece.length));
      expect(['string', 'undefined']).toContain(typeof detectKind('x', bytes));
    },
  );
});
