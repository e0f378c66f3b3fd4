/**
 * Python with requests. Redirects are not followed: requests would take headers other than Authorization along to other hosts.
 * Values beyond ASCII are bytes: of text, requests takes a no-break space for white space, and refuses it at the start.
 */
import { isPrintableAscii, joinUp } from './bytes.ts';
import { fieldLines } from './field-value.ts';
import { type Format, originOf } from './format.ts';
import { literalArguments, literalBytes, literalText } from './quoting/literal.ts';

export const python: Format = {
  takes: 'headers',
  withoutSecret: (subject) => `import subprocess

import requests

lines = subprocess.run(['keybearer'] + ${literalArguments('header', subject.name)}, stdout=subprocess.PIPE, check=True).stdout
headers = dict(map(bytes.strip, line.split(b':', 1)) for line in lines.splitlines())
response = requests.get(${literalText(originOf(subject, 'python'))}, headers=headers, allow_redirects=False)
`,
  withSecret: (subject, headers) =>
    joinUp([
      `import requests\n\nresponse = requests.get(\n    ${literalText(originOf(subject, 'python'))},\n    headers={\n`,
      ...fieldLines(headers, 'python').flatMap(({ name, value }) => [
        `        ${literalText(name)}: ${isPrintableAscii(value) ? '' : 'b'}'`,
        literalBytes(value),
        "',\n",
      ]),
      '    },\n    allow_redirects=False,\n)\n',
    ]),
};
