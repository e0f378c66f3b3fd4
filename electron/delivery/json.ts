/** The request as JSON, for programs. The form without the secret has `{part}` where a part goes, as templates do. */
import { escapeBytes, joinUp } from './bytes.ts';
import { splitTemplate } from './field-value.ts';
import type { Format, FormatSubject } from './format.ts';

export const json: Format = {
  takes: 'headers',
  withoutSecret: (subject) =>
    joinUp(
      object(
        subject,
        subject.templates.map((template) => {
          const [name, text] = splitTemplate(template);
          return [name, Buffer.from(text, 'latin1')];
        }),
      ),
    ).toString(),
  withSecret: (subject, headers) =>
    joinUp(
      object(
        subject,
        headers.map(({ name, value }) => [name, value]),
      ),
    ),
};

function object(subject: FormatSubject, headers: readonly (readonly [string, Buffer])[]): (string | Buffer)[] {
  const members = headers.flatMap(([name, value], at) => [
    `${at === 0 ? '' : ','}\n    ${JSON.stringify(name)}: "`,
    jsonBytes(value),
    '"',
  ]);
  const { name, origin = null, envName } = subject;
  const start = `{\n  "name": ${JSON.stringify(name)},\n  "origin": ${JSON.stringify(origin)},\n  "envName": ${JSON.stringify(envName)},\n`;
  return [`${start}  "headers": {`, ...members, '\n  }\n}\n'];
}

/** @param bytes Latin-1. */
function jsonBytes(bytes: Buffer): Buffer {
  return escapeBytes(bytes, (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\u${byte.toString(16).padStart(4, '0')}` : undefined;
  });
}
