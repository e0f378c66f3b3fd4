/** An X server of a test's own, large enough for a window. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Screen {
  /** As DISPLAY names it. */
  readonly display: string;
  stop(): Promise<void>;
}

export async function startScreen(size = '1440x900'): Promise<Screen> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    once(server, 'error').then(([cause]) => Promise.reject(new Error('no Xvfb: apt-get install xvfb', { cause }))),
  ]);
  const onExit = () => server.kill('SIGKILL');
  process.once('exit', onExit);
  return {
    display: `:${String(number).trim()}`,
    stop: async () => {
      process.off('exit', onExit);
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
