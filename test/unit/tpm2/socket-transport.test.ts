import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SocketTransport } from '../../../electron/tpm2/socket-transport.ts';
import { answer } from '../../fakes/scripted-transport.ts';
import { tpm2Failure } from '../../support/failure.ts';

/** What the server does with a command; each test sets it. */
let respond: (socket: Socket, command: Buffer) => void = () => {};
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (command) => respond(socket, command));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

const command = answer(0x17b);
const open = (timeoutMs = 10_000) => SocketTransport.open({ host: '127.0.0.1', port }, timeoutMs);

describe('SocketTransport', () => {
  it('takes an answer that comes in pieces', async () => {
    const whole = answer(0, Buffer.from('in pieces'));
    respond = (socket) => {
      for (const byte of whole) socket.write(Buffer.of(byte));
    };
    const transport = await open();
    expect(await transport.transmit(command)).toEqual(whole);
    expect(await transport.transmit(command)).toEqual(whole);
    await transport.close();
  });

  it("answers 'no-answer' when the TPM hangs, and stays closed", async () => {
    respond = () => {};
    const transport = await open(50);
    await expect(transport.transmit(command)).rejects.toEqual(tpm2Failure('no-answer'));
    await expect(transport.transmit(command)).rejects.toEqual(tpm2Failure('no-answer'));
  });

  it("answers 'no-answer' when it stops in the middle of an answer", async () => {
    respond = (socket) => void socket.write(answer(0, Buffer.from('abc')).subarray(0, -1));
    await expect((await open(50)).transmit(command)).rejects.toEqual(tpm2Failure('no-answer'));
  });

  it("answers 'connection-lost' when the TPM goes", async () => {
    respond = (socket) => void socket.destroy();
    await expect((await open()).transmit(command)).rejects.toEqual(tpm2Failure('connection-lost'));
  });

  it.each([
    ['longer than any', Buffer.from('80017fffffff00000000', 'hex')],
    ['shorter than its header', Buffer.from('80010000000900000000', 'hex')],
    ['followed by more', Buffer.concat([answer(0), Buffer.of(0)])],
  ])('refuses an answer that is %s', async (_what, bytes) => {
    respond = (socket) => void socket.write(bytes);
    await expect((await open()).transmit(command)).rejects.toEqual(tpm2Failure('malformed-answer'));
  });

  it("answers 'no-device' where nothing listens", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keybearer-tpm-'));
    await expect(SocketTransport.open({ path: join(folder, 'none') }, 1000)).rejects.toEqual(tpm2Failure('no-device'));
    await expect(SocketTransport.open({ host: '127.0.0.1', port: 1 }, 1000)).rejects.toEqual(tpm2Failure('no-device'));
    rmSync(folder, { recursive: true });
  });
});
