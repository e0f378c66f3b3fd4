/** The clipboard of a real X server, read and written by xclip and xsel. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptClipboard } from '../../electron/clipboard/keeper-process.ts';
import { Display } from '../../electron/clipboard/x11/display.ts';
import { failure } from '../support/failure.ts';
import { eventually, keepersOn } from '../support/keepers.ts';
import { SentinelSearch } from '../support/sentinel-search.ts';
import { addCookie, startXDisplay, type XDisplay } from '../support/x-display.ts';

const program = join(import.meta.dirname, '../../electron/clipboard-keeper.ts');
const long = 10 * 60_000;

describe.skipIf(process.platform !== 'linux')('the X clipboard', () => {
  let display: XDisplay;
  beforeAll(async () => {
    display = await startXDisplay();
  });
  afterAll(async () => {
    await display.kill();
    await eventually(() => keepersOn(display.name).length === 0);
  });

  const clipboardOf = (env: NodeJS.ProcessEnv) => new KeptClipboard({ kind: 'x11', program, env, platform: 'linux' });
  const clipboard = () => clipboardOf(display.env);
  const put = async (text: string | Buffer, clearAfterMs: number | null = long) => {
    const reached = await clipboard().reach();
    await reached.put(Buffer.from(text), clearAfterMs);
    return reached;
  };
  /** The one that holds the clipboard, once those before it have left. */
  const keeper = async () => {
    await eventually(() => keepersOn(display.name).length === 1);
    return keepersOn(display.name)[0]!;
  };

  it('is read by xclip and xsel, in every form of text', async () => {
    await put('kb_é„"\'\n');
    for (const target of ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'TEXT'])
      expect(display.read(target)).toBe('kb_é„"\'\n');
    expect(display.readByXsel()).toBe('kb_é„"\'\n');
    expect(() => display.read('STRING')).toThrow();
    await put('latin é');
    expect(Buffer.from(display.read('STRING')).includes('latin ')).toBe(true);
    expect(display.read('TARGETS').split('\n')).toContain('STRING');
  });

  it('tells clipboard managers that it is a secret (B5), and asks none to keep it', async () => {
    await put('kb_hint');
    expect(display.read('x-kde-passwordManagerHint')).toBe('secret');
    expect(display.read('TARGETS').trim().split('\n')).toEqual([
      'TARGETS',
      'MULTIPLE',
      'TIMESTAMP',
      'UTF8_STRING',
      'text/plain;charset=utf-8',
      'text/plain',
      'TEXT',
      'STRING',
      'x-kde-passwordManagerHint',
    ]);
  });

  it.each([32 * 1024, 32 * 1024 + 1, 64 * 1024, 512 * 1024 - 8])('hands over %i bytes whole', async (size) => {
    const text = Buffer.alloc(size, 'kb_0123456789').toString();
    await put(text);
    expect(display.read() === text).toBe(true);
    expect(display.readByXsel() === text).toBe(true);
  });

  it('answers several targets in one request', async () => {
    await put('kb_multiple');
    const reader = await Display.connect(display.env);
    const { client, atoms, window } = reader;
    const notified = new Promise<number>((resolve) => {
      reader.onEvent((event) => event.name === 'SelectionNotify' && resolve(event.property));
    });
    const pairs = [atoms.UTF8_STRING, atoms.TEXT, atoms.CLIPBOARD, atoms.INCR];
    client.ChangeProperty(0, window, atoms.MULTIPLE, atoms.ATOM_PAIR, 32, pairs);
    client.ConvertSelection(window, atoms.CLIPBOARD, atoms.MULTIPLE, atoms.MULTIPLE, await reader.serverTime());
    expect(await notified).toBe(atoms.MULTIPLE);
    const property = (name: number) =>
      new Promise<Buffer>((resolve) =>
        client.GetProperty(0, window, name, 0, 0, 100, (_error, { data }) => resolve(Buffer.from(data))),
      );
    expect((await property(atoms.TEXT)).toString()).toBe('kb_multiple');
    const answered = await property(atoms.MULTIPLE);
    expect([0, 4, 8, 12].map((at) => answered.readUInt32LE(at))).toEqual([...pairs.slice(0, 3), 0]);
    reader.close();
  });

  it('goes on serving when a reader leaves in the middle of a large text', async () => {
    await put(Buffer.alloc(300_000, 'x'));
    const reader = await Display.connect(display.env);
    const { client, atoms, window } = reader;
    const begun = new Promise<void>((resolve) => {
      reader.onEvent((event) => event.name === 'SelectionNotify' && resolve());
    });
    client.ConvertSelection(window, atoms.CLIPBOARD, atoms.UTF8_STRING, atoms.TEXT, await reader.serverTime());
    await begun;
    reader.close();
    expect(display.read()).toHaveLength(300_000);
  });

  it('is cleared when the time is up (B1)', async () => {
    const { gone } = await put('kb_short', 1000);
    await gone;
    expect(display.isEmpty()).toBe(true);
    expect(keepersOn(display.name)).toEqual([]);
  });

  it('is not cleared when something else was copied (B1)', async () => {
    const { gone } = await put('kb_first', 2000);
    display.write('of another program');
    await gone;
    expect(display.read()).toBe('of another program');
  });

  it('has one timer after two copies, of the last (B2)', async () => {
    const first = await put('kb_same', 2000);
    await put('kb_same', null);
    await first.gone;
    expect(display.read()).toBe('kb_same');
    await keeper();
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('is cleared when the keeper is ended by %s (B3)', async (signal) => {
    const { gone } = await put('kb_killed');
    process.kill((await keeper()).pid, signal);
    await gone;
    expect(display.isEmpty()).toBe(true);
  });

  it('is cleared on request, by another process too, if it is still ours (B1, B3)', async () => {
    const { gone } = await put('kb_cleared');
    expect(await clipboard().clear()).toBe(true);
    expect(display.isEmpty()).toBe(true);
    await gone;
    expect(await clipboard().clear()).toBe(false);
    display.write('of another program');
    expect(await clipboard().clear()).toBe(false);
    expect(display.read()).toBe('of another program');
  });

  it('is said not to be cleared when the keeper does not do it (B6)', async () => {
    const { gone } = await put('kb_stopped');
    const { pid } = await keeper();
    process.kill(pid, 'SIGSTOP');
    await expect(clipboard().clear()).rejects.toEqual(failure('clipboard-not-cleared'));
    // The request has arrived all the same.
    process.kill(pid, 'SIGCONT');
    await gone;
    expect(display.isEmpty()).toBe(true);
  });

  it('refuses whoever asks while it is being cleared, and leaves nobody without an answer', async () => {
    const reader = await Display.connect(display.env);
    const { client, atoms, window } = reader;
    const answered = new Promise<number>((resolve) => {
      reader.onEvent((event) => event.name === 'SelectionNotify' && resolve(event.property));
    });
    await reader.serverTime();
    const { gone } = await put('kb_in_flight');
    const { pid } = await keeper();
    // It serves the reader first, since it served the keeper last: the request is on its way while the keeper leaves.
    process.kill(display.pid, 'SIGSTOP');
    client.ConvertSelection(window, atoms.CLIPBOARD, atoms.UTF8_STRING, atoms.TEXT, 0);
    process.kill(pid, 'SIGTERM');
    await Promise.race([gone, setTimeout(500)]);
    process.kill(display.pid, 'SIGCONT');
    expect(await answered).toBe(0);
    await gone;
    reader.close();
  });

  it('ends its keeper when nothing is put there', async () => {
    const reached = await clipboard().reach();
    reached.leave();
    await reached.gone;
    expect(keepersOn(display.name)).toEqual([]);
  });

  it('leaves nothing of the secret to be seen of its keeper, nor a terminal, a folder or a core dump (K3)', async () => {
    const sentinel = Buffer.from('kbSENTINEL5d21c9');
    await put(sentinel);
    const { pid, cmdline, environ } = await keeper();
    const search = new SentinelSearch([{ what: 'the secret', bytes: sentinel }]);
    expect([...search.inBytes('argv', Buffer.from(cmdline)), ...search.inBytes('env', Buffer.from(environ))]).toEqual(
      [],
    );
    expect(environ).not.toContain('NODE_');
    // Of "PID (name) state ppid group session tty": it leads a session of its own.
    const [, , , session, tty] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    expect([Number(session), tty]).toEqual([pid, '0']);
    expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/');
    expect(readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/^Max core file size +0 +0 /m);
  });

  it('ends its keeper with the X server', async () => {
    const own = await startXDisplay();
    const reached = await clipboardOf(own.env).reach();
    await reached.put(Buffer.from('kb_server'), null);
    await own.kill();
    await reached.gone;
    expect(keepersOn(own.name)).toEqual([]);
  });

  it('is reached with the cookie of XAUTHORITY, and not without', async () => {
    const cookie = '00112233445566778899aabbccddeeff';
    const own = await startXDisplay({ cookie });
    const refused = failure('clipboard-unavailable', { reason: 'display-refused' });
    const { XAUTHORITY: _, ...without } = own.env;
    await expect(clipboardOf({ ...without, HOME: '/nonexistent' }).reach()).rejects.toEqual(refused);
    const reached = await clipboardOf(own.env).reach();
    await reached.put(Buffer.from('kb_cookie'), long);
    expect(own.read()).toBe('kb_cookie');
    await own.kill();
    await reached.gone;
  });

  it('is reached over a network port with its cookie, as ssh -X forwards it', async () => {
    const own = await startXDisplay({ cookie: '0123456789abcdef0123456789abcdef' });
    const forwarder = createServer((socket) => {
      const server = connect(`/tmp/.X11-unix/X${own.name.slice(1)}`);
      for (const [from, to] of [
        [socket, server],
        [server, socket],
      ] as const)
        from.on('error', () => to.destroy()).pipe(to);
    });
    await once(forwarder.listen(0, '127.0.0.1'), 'listening');
    // sshd adds the cookie under this machine's name, with the number of its port.
    const number = (forwarder.address() as AddressInfo).port - 6000;
    addCookie(own.env.XAUTHORITY!, `${hostname()}/unix:${number}`, '0123456789abcdef0123456789abcdef');
    const reached = await clipboardOf({ ...own.env, DISPLAY: `localhost:${number}.0` }).reach();
    await reached.put(Buffer.alloc(70_000, 'kb_forwarded'), long);
    // Not `own.read`: it would wait for a forwarder that waits for it.
    const { stdout } = await promisify(execFile)('xclip', ['-o', '-selection', 'clipboard'], { env: own.env });
    expect(stdout).toHaveLength(70_000);
    await own.kill();
    await reached.gone;
    forwarder.close();
  });

  it.each([
    ['no display', '', 'no-display'],
    ['what is no display', 'nonsense', 'no-display'],
    ['a display that is not there', ':987654', 'display-refused'],
  ])('cannot be reached with %s', async (_what, name, reason) => {
    const env = { ...display.env, DISPLAY: name };
    await expect(clipboardOf(env).reach()).rejects.toEqual(failure('clipboard-unavailable', { reason }));
    await eventually(() => keepersOn(name).length === 0);
  });
});
