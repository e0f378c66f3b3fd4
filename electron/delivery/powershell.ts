/** PowerShell's Invoke-RestMethod. Redirects are not followed: it would take headers along to other hosts. */
import { joinUp } from './bytes.ts';
import { asciiFieldLines } from './field-value.ts';
import { type Format, type FormatSubject, originOf } from './format.ts';
import { powershellBytes, powershellCommand, powershellText } from './quoting/powershell.ts';

export const powershell: Format = {
  takes: 'headers',
  withoutSecret: (subject) => `$headers = @{}
${powershellCommand('header', subject.name)} | ForEach-Object { $name, $value = $_ -split ': ', 2; $headers[$name] = $value }
${call(subject)}`,
  withSecret: (subject, headers) => {
    const request = call(subject);
    const members = asciiFieldLines(headers, 'powershell').flatMap(({ name, value }) => [
      `  ${powershellText(name)} = `,
      powershellBytes(value),
      '\n',
    ]);
    return joinUp(['$headers = @{\n', ...members, '}\n', request]);
  },
};

function call(subject: FormatSubject): string {
  const uri = powershellText(originOf(subject, 'powershell'));
  return `Invoke-RestMethod -Uri ${uri} -Headers $headers -MaximumRedirection 0\n`;
}
