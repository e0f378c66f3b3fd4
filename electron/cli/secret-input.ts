/** Where a secret comes in: from files, from stdin, or typed without being shown. */

import { KeybearerError } from '../../shared/errors.ts';
import { parseHeaderTemplate, templateParts } from '../../shared/header-template.ts';
import { limits } from '../../shared/limits.ts';
import type { Secret, SecretPart } from '../vault/secret.ts';
import type { Cli } from './cli.ts';
import { readInput } from './files.ts';
import type { KeyOptions } from './key-options.ts';
import { stripLineEnd } from './line-end.ts';

/**
 * @param headers The key's templates: they name the parts to ask for.
 * @returns the secret. The caller wipes it.
 * @throws KeybearerError 'no-terminal' where stdin is taken or typed at, and nobody can be asked.
 */
export async function readSecret(cli: Cli, options: KeyOptions, headers: readonly string[]): Promise<Secret> {
  if (options.part !== undefined && options.fromFile !== undefined) {
    throw new KeybearerError('invalid-input', { field: 'part', reason: 'with-from-file' });
  }
  if (options.part !== undefined) return readParts(cli, options.part);
  const names = partNames(headers);
  if (names.length > 1) return askParts(cli, names);
  return [{ name: names[0] ?? 'secret', bytes: await readPlain(cli, options) }];
}

/** The parts that header templates name, each once. */
export function partNames(headers: readonly string[]): string[] {
  return [...new Set(headers.flatMap((header) => templateParts(parseHeaderTemplate(header))))];
}

async function readParts(cli: Cli, parts: NonNullable<KeyOptions['part']>): Promise<Secret> {
  const read: SecretPart[] = [];
  for (const { name, path } of parts) read.push({ name, bytes: await readBytes(cli, path) });
  return read;
}

/** A secret of one part: from a file, from stdin, or typed. */
export async function readPlain(cli: Cli, options: KeyOptions): Promise<Buffer> {
  if (options.fromFile !== undefined) return readBytes(cli, options.fromFile);
  if (cli.terminal.stdinIsFree) return stripLineEnd(await cli.terminal.readStdin('secret', limits.secretMaxBytes + 2));
  if (!cli.terminal.canAsk) throw new KeybearerError('no-terminal', { asked: 'secret' });
  return cli.terminal.askHidden('Secret (not shown): ');
}

/** @throws KeybearerError 'no-terminal' where nobody can be asked. */
export async function askParts({ terminal }: Cli, names: readonly string[]): Promise<Secret> {
  if (!terminal.canAsk) throw new KeybearerError('no-terminal', { asked: 'parts' });
  const parts: SecretPart[] = [];
  for (const name of names) parts.push({ name, bytes: await terminal.askHidden(`Part ${name} (not shown): `) });
  return parts;
}

async function readBytes(cli: Cli, path: string): Promise<Buffer> {
  return readInput(cli.terminal, path, 'secret', limits.secretMaxBytes);
}
