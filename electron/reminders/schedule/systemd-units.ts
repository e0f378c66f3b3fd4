/** The texts of the systemd units. @see systemd.service(5), systemd.timer(5), systemd.syntax(7) */
import { ownMark } from './own-file.ts';
import { firstHour, lastHour, minute } from './schedule.ts';

/** What the launcher would take from the environment, by the names that matter: a unit knows no prefixes. */
const droppedNames = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_V8_COVERAGE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SSLKEYLOGFILE',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
];

/** systemd refuses quotes and backslashes in the path of a program, so a shell starts it. */
const shell = ['/bin/sh', '-c', 'exec "$0" "$@"'];

export function serviceUnit(command: readonly string[]): string {
  // ":" turns off the replacing of variables; specifiers and quotes are escaped.
  return `# ${ownMark}
[Unit]
Description=Keybearer: remind of API keys that expire

[Service]
Type=oneshot
ExecStart=:${[...shell, ...command].map(unitWord).join(' ')}
UnsetEnvironment=${droppedNames.join(' ')}
LimitCORE=0
# A browser that Renew opened stays when this ends.
KillMode=process
`;
}

export function timerUnit(): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `# ${ownMark}
[Unit]
Description=Keybearer: remind of API keys that expire, every hour of the day

[Timer]
OnCalendar=*-*-* ${two(firstHour)}..${two(lastHour)}:${two(minute)}:00
# After login; and, once awake again, for what was slept through.
OnStartupSec=2min
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** The command of a unit that `serviceUnit` wrote. */
export function unitCommand(unit: string): string[] {
  const [, line = ''] = /^ExecStart=:([^\n]*)/m.exec(unit) ?? [];
  const words = Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"/gs), ([, word]) => plainWord(word!));
  return words.slice(shell.length);
}

function plainWord(word: string): string {
  return word
    .replace(
      /\\(?:x([0-9a-f]{2})|(.))/gs,
      (_, code, character) => character ?? String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll('%%', '%');
}

/** One word of a command line in a unit, whatever it holds. */
export function unitWord(word: string): string {
  const escaped = word
    .replace(/["\\]/g, '\\$&')
    .replaceAll('%', '%%')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: line breaks and the like would end the setting
    .replace(/[\x00-\x1f\x7f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${escaped}"`;
}
