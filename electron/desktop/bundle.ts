/**
 * The window's own files, and the answers that its origin gives: read once at the start, so that nothing that is asked for
 * becomes a path. What is not in the bundle is not there (E18).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** E7. Everything comes from the bundle; nothing is fetched, framed, embedded or sent. */
export const contentSecurityPolicy = [
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
].join('; ');

export interface BundleAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Bundle = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Reads the plain files below a folder, by their path as a URL has it. Links and what has no known type are left out. */
export function readBundle(folder: string): Bundle {
  return new Map(filesBelow(folder, ''));
}

function filesBelow(folder: string, path: string): [string, { type: string; body: Buffer }][] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, below);
    const type = types[extname(entry.name)];
    return entry.isFile() && type !== undefined ? [[below, { type, body: readFileSync(join(folder, below)) }]] : [];
  });
}

/** @param url Whatever was asked for; its origin has been checked. */
export function answerFrom(bundle: Bundle, url: string): BundleAnswer {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const file = bundle.get(path === '/' ? '/index.html' : path);
  // Not empty: a browser would put a page of its own in its place.
  if (file === undefined)
    return { status: 404, headers: { ...headers, 'content-type': 'text/plain' }, body: Buffer.from('not found') };
  return { status: 200, headers: { ...headers, 'content-type': file.type }, body: file.body };
}
