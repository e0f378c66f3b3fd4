/** The mark of what is to be cleared from the clipboard, in a private file beside the vault. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Mark, MarkKeeper } from './timed-clipboard.ts';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const markSchema = z.strictObject({ key: hex, hash: hex });

export function markFile(path: string): MarkKeeper {
  return {
    keep: ({ key, hash }) => {
      rmSync(path, { force: true });
      writeFileSync(path, JSON.stringify({ key: key.toString('hex'), hash: hash.toString('hex') }), { mode: 0o600 });
    },
    kept: () => read(path),
    forget: () => rmSync(path, { force: true }),
  };
}

/** One that is missing or damaged marks nothing. */
function read(path: string): Mark | undefined {
  try {
    const { key, hash } = markSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { key: Buffer.from(key, 'hex'), hash: Buffer.from(hash, 'hex') };
  } catch {
    return undefined;
  }
}
