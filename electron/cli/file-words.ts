/** What errors of files and streams say to people. */
import type { ErrorCode } from '../../shared/errors.ts';
import { reasonOf } from './input-reasons.ts';
import { quoted, type Words } from './words.ts';

export const fileWords = {
  'file-not-readable': (details) => [
    `${quoted(details.path)} was not used: ${reasonOf(details)}`,
    'check the path and who may read it',
  ],
  'file-exists': ({ path }) => [
    `${quoted(path)} exists already and was not touched; nothing was changed`,
    'name a file that does not exist yet',
  ],
  'file-not-written': ({ path, reason }) => [
    `${quoted(path)} was not written: ${writeReasons[String(reason)] ?? 'the system refused it'}; nothing is left of it`,
    'name a folder that is there, and that you may write to',
  ],
  'output-not-written': ({ reason }) => [
    `what this prints could not be written to stdout: ${writeReasons[String(reason)] ?? 'the system refused it'}`,
    'what came before it is incomplete; run it again where there is room',
  ],
} satisfies Partial<Record<ErrorCode, Words>>;

const writeReasons: Record<string, string> = {
  'no-folder': 'there is no such folder',
  permission: 'its folder may not be written to',
  'read-only': 'its folder is read-only',
  'disk-full': 'the disk is full',
};
