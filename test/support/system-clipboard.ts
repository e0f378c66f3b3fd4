/** The clipboard as other programs see it: of an X server of the test's own, or of the whole system where that has but one. */
import { execFileSync } from 'node:child_process';
import { startXDisplay } from './x-display.ts';

export interface SystemClipboard {
  /** What a program needs to meet it. */
  readonly env: NodeJS.ProcessEnv;
  read(): string;
  isEmpty(): boolean;
  /** Whether what is there is marked for clipboard managers; undefined: no program tells. */
  isMarked(): boolean | undefined;
  stop(): Promise<void>;
}

export async function startClipboard(): Promise<SystemClipboard> {
  if (process.platform !== 'linux') return theOnlyOne(process.platform === 'darwin' ? pbpaste : powershell);
  const display = await startXDisplay({ size: '1440x900' });
  return {
    env: { DISPLAY: display.name, WAYLAND_DISPLAY: undefined },
    read: () => display.read(),
    isEmpty: () => display.isEmpty(),
    isMarked: () => display.read('x-kde-passwordManagerHint') === 'secret',
    stop: () => display.kill(),
  };
}

const pbpaste = ['pbpaste'] as const;
const powershell = ['powershell', '-NoProfile', '-Command', 'Get-Clipboard -Raw'] as const;

function theOnlyOne([program, ...args]: readonly [string, ...string[]]): SystemClipboard {
  const read = () => execFileSync(program, args, { encoding: 'utf8' }).trimEnd();
  return { env: {}, read, isEmpty: () => read() === '', isMarked: () => undefined, stop: async () => {} };
}
