/**
 * A note of what is still to be cleared, for the next start where a keeper dies before it has (B3). Nothing of the secret is in
 * it. It lies in the user's folder for temporary files, which is private on the systems that need it.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

const pendingClearSchema = z.strictObject({
  mark: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** The keeper that is to do it. */
  pid: z.int().check(z.positive()),
  /** Milliseconds since 1970, UTC. */
  clearAt: z.int().check(z.nonnegative()),
});

export function pendingClearPath(): string {
  return join(tmpdir(), 'keybearer-clipboard.json');
}

export type PendingClear = z.infer<typeof pendingClearSchema>;

export class PendingClearFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @returns undefined where there is none, or none that can be read. */
  read(): PendingClear | undefined {
    try {
      return pendingClearSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** The last copy's note takes the place of any other (B2). */
  write(pending: PendingClear): void {
    const draft = `${this.#path}.${pending.mark}`;
    writeFileSync(draft, JSON.stringify(pending), { flag: 'wx', mode: 0o600 });
    renameSync(draft, this.#path);
  }

  /** Removes the note of this mark, and no other's. */
  remove(mark: string): void {
    if (this.read()?.mark === mark) rmSync(this.#path, { force: true });
  }
}
