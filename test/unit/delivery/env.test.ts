import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env } from '../../../electron/delivery/env.ts';
import { isKeybearerError } from '../../../shared/errors.ts';
import { shapeOf } from '../../support/format-shapes.ts';

function envLines(secret: string): string {
  const shape = shapeOf([], { secret }, { envName: 'X' });
  if (env.takes !== 'secret') throw new Error('an .env file has the secret');
  return env.withSecret(shape.subject, shape.secret).toString();
}

function canCarry(secret: string): boolean {
  try {
    envLines(secret);
    return true;
  } catch (caught) {
    if (isKeybearerError(caught, 'invalid-input')) return false;
    throw caught;
  }
}

// The pattern of dotenv 16 and 17, lib/main.js, and what its parse() makes of a match (BSD-2-Clause).
const dotenvLine =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/gm;

function dotenvReads(text: string): string | undefined {
  const [, , raw = ''] = [...text.replace(/\r\n?/g, '\n').matchAll(dotenvLine)].find(([, name]) => name === 'X') ?? [];
  const trimmed = raw.trim();
  const value = trimmed.replace(/^(['"`])([\s\S]*)\1$/gm, '$2');
  return trimmed[0] === '"' ? value.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : value;
}

const unit = fc.oneof(
  fc.constantFrom(...`'"\\$\`%!#&*=;~ \t\n-nr{}abc019`),
  fc.string({ unit: 'grapheme', maxLength: 1 }),
);
const carried = fc
  .string({ unit, minLength: 1, maxLength: 20 })
  .filter((text) => !text.includes('\0') && canCarry(text));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keybearer-env-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an .env line with the secret', () => {
  it('is read by dotenv as the secret', () => {
    fc.assert(fc.property(carried, (secret) => void expect(dotenvReads(envLines(secret))).toBe(secret)));
  });

  it("is read by Node's --env-file as the secret", () => {
    fc.assert(fc.property(carried, (secret) => void expect(parseEnv(envLines(secret)).X).toBe(secret)));
  });

  it.each(['dash', 'bash', ...(process.platform === 'linux' ? ['zsh'] : [])])(
    'is read by %s as the secret',
    (shell) => {
      const secrets = fc.array(carried, { minLength: 200, maxLength: 200 });
      const check = (batch: readonly string[]) => {
        const files = batch.map((secret, at) => {
          const path = join(folder, `${at}.env`);
          writeFileSync(path, envLines(secret));
          return path;
        });
        const program = 'set -a; for file; do . "$file" || exit; printf "%s\\0" "$X"; done';
        const output = execFileSync(shell, ['-c', program, shell, ...files], { encoding: 'utf8' });
        expect(output.split('\0').slice(0, -1)).toEqual(batch);
      };
      fc.assert(fc.property(secrets, check), { numRuns: 2, endOnFailure: true });
    },
  );

  it.each([
    ['sk-a_b/c+d=', 'X=sk-a_b/c+d=\n'],
    ['=a', "X='=a'\n"],
    ['a:=b', "X='a:=b'\n"],
    ['a b', "X='a b'\n"],
    ['$HOME `id` \\ "', `X='$HOME \`id\` \\ "'\n`],
    ["it's", `X="it's"\n`],
    ['a#b', "X='a#b'\n"],
  ])('%s stands there as it can be read', (secret, written) => {
    expect(envLines(secret)).toBe(written);
  });
});
