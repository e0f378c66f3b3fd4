import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { answerFrom, type Bundle, readBundle } from '../../../electron/desktop/bundle.ts';

const origin = 'https://keybearer.localhost';

describe('the bundle', () => {
  let bundle: Bundle;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-bundle-'));
    mkdirSync(join(folder, 'window', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.js'), 'beside the bundle');
    writeFileSync(join(folder, 'window', 'index.html'), 'the page');
    writeFileSync(join(folder, 'window', 'assets', 'main-1a2b.js'), 'a script');
    writeFileSync(join(folder, 'window', 'assets', 'notes.txt'), 'of no known type');
    symlinkSync(join(folder, 'secret.js'), join(folder, 'window', 'link.js'));
    symlinkSync(folder, join(folder, 'window', 'up'));
    bundle = readBundle(join(folder, 'window'));
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['/', 'the page', 'text/html; charset=utf-8'],
    ['/index.html', 'the page', 'text/html; charset=utf-8'],
    ['/assets/main-1a2b.js', 'a script', 'text/javascript; charset=utf-8'],
    ['/assets/main-1a2b.js?v=1#x', 'a script', 'text/javascript; charset=utf-8'],
  ])('answers %s', (path, text, type) => {
    const answer = answerFrom(bundle, origin + path);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(text);
    expect(answer.headers['content-type']).toBe(type);
  });

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/link.js',
    '/up/secret.js',
    '/assets',
    '/assets/',
    '/assets/notes.txt',
    '//secret.js',
    '/etc/passwd',
    '/index.html%00.js',
    '/assets/main-1a2b.js/',
    '/INDEX.HTML',
    '/constructor',
    '/__proto__',
  ])('has nothing at %s (E18)', (path) => {
    expect(answerFrom(bundle, origin + path).status).toBe(404);
  });

  it('has nothing at what is no URL', () => {
    expect(answerFrom(bundle, 'index.html').status).toBe(404);
  });

  it.each(['/', '/missing'])('sends the policy with %s (E7)', (path) => {
    const policy = answerFrom(bundle, origin + path).headers['content-security-policy'];
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ]);
  });

  it('says that there is none where the window was not built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-bundle-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(() => readBundle(join(folder, 'missing'))).toThrow('ENOENT');
  });
});
