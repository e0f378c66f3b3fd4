/** JavaScript for Node. A redirect is an error: fetch would take headers other than Authorization along to other hosts. */
import { joinUp } from './bytes.ts';
import { fieldLines } from './field-value.ts';
import { type Format, originOf } from './format.ts';
import { literalArguments, literalBytes, literalText } from './quoting/literal.ts';

export const fetchCall: Format = {
  takes: 'headers',
  withoutSecret: (subject) => `import { execFileSync } from 'node:child_process';

const lines = execFileSync('keybearer', ${literalArguments('header', subject.name)}, { encoding: 'latin1' });
const headers = lines.split('\\n').filter(Boolean).map((line) => line.split(/: (.*)/, 2));
const response = await fetch(${literalText(originOf(subject, 'fetch'))}, { headers, redirect: 'error' });
`,
  withSecret: (subject, headers) =>
    joinUp([
      `const response = await fetch(${literalText(originOf(subject, 'fetch'))}, {\n  headers: {\n`,
      ...fieldLines(headers, 'fetch').flatMap(({ name, value }) => [
        `    ${memberName(name)}: '`,
        literalBytes(value),
        "',\n",
      ]),
      "  },\n  redirect: 'error',\n});\n",
    ]),
};

// Quoted alone it would set the object's prototype.
function memberName(name: string): string {
  return name === '__proto__' ? "['__proto__']" : literalText(name);
}
