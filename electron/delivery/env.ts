/**
 * Lines of an .env file: `NAME=value`, with the secret itself and not a header.
 *
 * The one rule: only what dotenv and a shell (`set -a; . ./.env`) read alike. Plain characters stand bare; else single quotes,
 * in which both take everything literally; else, for a value with single quotes, double quotes, if nothing in it means anything to
 * either there. Nothing else is read alike, and is refused.
 *
 * @see https://github.com/motdotla/dotenv#rules-for-parsing ; POSIX.1-2024, Shell Command Language, section 2.2
 */
import { escapeBytes, joinUp } from './bytes.ts';
import { type Format, type FormatSubject, refusal } from './format.ts';
import { shCommand } from './quoting/sh.ts';
import { type PartVariable, variablesOf } from './variable-names.ts';

export const env: Format = {
  takes: 'secret',
  // dotenv runs no commands, so this form is for a shell alone.
  withoutSecret: (subject) =>
    `# for a shell or direnv; dotenv runs no commands\n${variablesOf(subject, 'env')
      .map(({ part, variable }) => `${variable}="$(${revealCommand(subject, part)})"\n`)
      .join('')}`,
  withSecret: (subject, secret) =>
    joinUp(
      variablesOf(subject, 'env').flatMap(({ part, variable }: PartVariable) => {
        const bytes = secret.find((candidate) => candidate.name === part)?.bytes ?? Buffer.alloc(0);
        return [`${variable}=`, envValue(bytes), '\n'];
      }),
    ),
};

/** `keybearer reveal NAME`, of one part where there are several. */
export function revealCommand({ name, parts }: FormatSubject, part: string): string {
  return shCommand(parts.length > 1 ? `reveal --part ${part}` : 'reveal', name);
}

const bare = codes('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+,=-');
const meaningful = codes('"$`\\');
const singleQuote = 0x27;
const carriageReturn = 0x0d;
const equals = 0x3d;
const colon = 0x3a;

function envValue(bytes: Buffer): Buffer {
  // dotenv makes a line feed of it.
  if (bytes.includes(carriageReturn)) throw refusal('env', 'env-quotes');
  const copy = escapeBytes(bytes, () => undefined);
  if (bytes.every((byte, at) => bare.has(byte) && !namesProgram(bytes, at))) return copy;
  if (!bytes.includes(singleQuote)) return joinUp(["'", copy, "'"]);
  if (!bytes.some((byte) => meaningful.has(byte))) return joinUp(['"', copy, '"']);
  copy.fill(0);
  throw refusal('env', 'env-quotes');
}

/** zsh puts the path of a program in place of `=name`, where a value begins and behind a colon. */
function namesProgram(bytes: Buffer, at: number): boolean {
  return bytes[at] === equals && (at === 0 || bytes[at - 1] === colon);
}

function codes(characters: string): ReadonlySet<number> {
  return new Set(Buffer.from(characters));
}
