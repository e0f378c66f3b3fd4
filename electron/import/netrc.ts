/** Reads .netrc: user and password of each machine. @see https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
import type { Contents, Credential } from './item.ts';
import { textOf } from './text.ts';

interface Word {
  readonly text: string;
  readonly line: number;
}

interface Machine {
  readonly host: string | undefined;
  readonly line: number;
  login?: string;
  password?: string;
}

export function readNetrc(bytes: Buffer): Contents {
  const machines: Machine[] = [];
  const words = wordsIn(textOf(bytes));
  for (let at = 0; at < words.length; at++) {
    const { text, line } = words[at]!;
    const next = words[at + 1]?.text;
    if (text === 'default') machines.push({ host: undefined, line });
    if (!['machine', 'login', 'password', 'account'].includes(text)) continue;
    at++;
    if (text === 'machine') machines.push({ host: next, line });
    else if (text === 'login' || text === 'password') Object.assign(machines.at(-1) ?? {}, { [text]: next });
  }
  const filled = machines.filter(({ password }) => password !== undefined);
  return {
    items: filled.flatMap(({ host, ...machine }) => (host === undefined ? [] : credentialOf({ ...machine, host }))),
    leftOut: filled
      .filter(({ host }) => host === undefined)
      .map(({ line }) => ({ title: 'default', line, reason: 'no-host' as const })),
  };
}

/** Sent as curl -n sends it. */
function credentialOf({ host, line, login, password }: Machine & { host: string }): Credential {
  const user = login === undefined ? [] : [{ label: 'login', value: login }];
  const header = `Authorization: Basic {base64:${login === undefined ? '' : '{login}'}:{password}}`;
  return {
    nature: 'credential',
    title: host,
    line,
    account: login,
    tags: [],
    headers: [header],
    origins: [`https://${host}`],
    parts: [...user, { label: 'password', value: password ?? '' }],
  };
}

/** Words with their lines; quotes hold white space, macros end at an empty line. */
function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  let inMacro = false;
  for (const [at, line] of text.split('\n').entries()) {
    if (inMacro && line.trim() !== '') continue;
    inMacro = false;
    for (const [word] of line.matchAll(/"(?:\\.|[^"\\])*"|\S+/g)) {
      if (word.startsWith('#') && words.at(-1)?.text !== 'password') break;
      if (word === 'macdef') {
        inMacro = true;
        break;
      }
      words.push({ text: word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word, line: at + 1 });
    }
  }
  return words;
}
