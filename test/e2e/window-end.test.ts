/** How the window ends: closed by the user, or with the privileged process killed. Nothing is lost, and nothing stays. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { listKeys } from '../../electron/vault/use-cases/find-key.ts';
import { createVaultIn, newHome, removeHome, type TestHome, withVault } from '../support/test-vault.ts';
import { requireBrowser } from '../support/window.ts';
import { startXDisplay, type XDisplay } from '../support/x-display.ts';

let screen: XDisplay;
let home: TestHome;
let runtime: string;
/** A window in a process of its own. */
async function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../support/window-child.ts'), [requireBrowser()], {
    env: { ...process.env, DISPLAY: screen.name, XDG_RUNTIME_DIR: runtime },
    serialization: 'json',
  });
  child.send(home);
  expect((await once(child, 'message'))[0]).toBe('open');
  return child;
}

function browsers(): number {
  return readdirSync('/proc').filter((pid) => commandLine(pid).includes(`--user-data-dir=${runtime}`)).length;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

const profiles = () => readdirSync(runtime).filter((name) => name.startsWith('keybearer-window-'));

describe.runIf(process.platform === 'linux')('the window', () => {
  beforeAll(async () => {
    screen = await startXDisplay({ size: '1440x900' });
    home = newHome();
    runtime = join(home.folder, '..', 'runtime');
    mkdirSync(runtime, { mode: 0o700 });
    await (await createVaultIn(home)).close();
  });
  afterAll(async () => {
    await screen.kill();
    removeHome(home);
  });

  it('takes the privileged process with it when it is closed, and leaves nothing', async () => {
    const child = await start();
    child.send('close the page');
    expect((await once(child, 'exit'))[0]).toBe(0);
    await expect.poll(browsers, { timeout: 20_000 }).toBe(0);
    expect(profiles()).toEqual([]);
  });

  it('closes when the privileged process is killed; what was stored is kept', async () => {
    const child = await start();
    child.send('add a key');
    expect((await once(child, 'message'))[0]).toBe('added');
    child.kill('SIGKILL');
    await expect.poll(browsers, { timeout: 20_000 }).toBe(0);
    const names = await withVault(home, async (vault) => (await listKeys(vault)).apiKeys.map(({ name }) => name));
    expect(names).toEqual(['from-the-window']);
  });

  it('starts again after that, and sweeps what was left', async () => {
    await withVault(home, (vault) =>
      addKey(vault, { name: 'meanwhile' }, [{ name: 'secret', bytes: Buffer.from('x') }]),
    );
    const child = await start();
    expect(profiles()).toHaveLength(1);
    child.send('close the page');
    await once(child, 'exit');
    expect(profiles()).toEqual([]);
  });
});
