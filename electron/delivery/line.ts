/** `Name: value`, a line for each header: what `curl -H @-` reads. */
import { joinUp } from './bytes.ts';
import type { Format } from './format.ts';

export const line: Format = {
  takes: 'headers',
  withoutSecret: ({ templates }) => templates.map((template) => `${template}\n`).join(''),
  withSecret: (_subject, headers) =>
    joinUp(headers.flatMap(({ name, value }) => [`${name}: `, Buffer.from(value), '\n'])),
};
