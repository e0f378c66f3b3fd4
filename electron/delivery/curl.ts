/** A curl command for a POSIX shell. */
import { joinUp } from './bytes.ts';
import { fieldLines } from './field-value.ts';
import { type Format, originOf } from './format.ts';
import { shBytes, shCommand, shText } from './quoting/sh.ts';

export const curl: Format = {
  takes: 'headers',
  withoutSecret: (subject) =>
    `${shCommand('header', subject.name)} | curl -H @- ${shText(originOf(subject, 'curl'))}\n`,
  withSecret: (subject, headers) => {
    const url = shText(originOf(subject, 'curl'));
    const options = fieldLines(headers, 'curl').flatMap(({ name, value }) => [' -H ', shBytes(`${name}: `, value)]);
    return joinUp(['curl', ...options, ` ${url}\n`]);
  },
};
