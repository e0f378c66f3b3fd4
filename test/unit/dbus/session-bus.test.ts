import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import message, { type WireMessage } from 'dbus-native/lib/message.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusError, SessionBus } from '../../../electron/dbus/session-bus.ts';

const someCall = { destination: 'org.example', path: '/', interface: 'org.example.I', member: 'M' };
const failing = (busName: string) => expect.objectContaining({ name: 'BusError', busName });

describe.skipIf(process.platform === 'win32')('SessionBus', () => {
  let folder: string;
  let server: Server;
  let client: Promise<Socket>;
  let connecting: Promise<SessionBus>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keybearer-'));
    server = createServer();
    client = once(server, 'connection').then(([socket]) => socket);
    await once(server.listen(join(folder, 'bus')), 'listening');
    connecting = SessionBus.connect(join(folder, 'bus'));
  });
  afterEach(async () => {
    (await connecting.catch(() => undefined))?.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  /** Takes the handshake and Hello. */
  const accept = async () => {
    const socket = await client;
    const [handshake] = await once(socket, 'data');
    expect(String(handshake)).toMatch(/^\0AUTH EXTERNAL [0-9a-f]+\r\nBEGIN\r\n$/);
    socket.write('OK 0123456789abcdef\r\n');
    const bus = await connecting;
    expect(await nextCall(socket)).toMatchObject({ member: 'Hello', serial: 1 });
    return { socket, bus };
  };
  const nextCall = async (socket: Socket): Promise<WireMessage> => message.unmarshall((await once(socket, 'data'))[0]);
  const replyTo = (call: WireMessage, more: Partial<WireMessage>) =>
    message.marshall({ type: 2, serial: 100, replySerial: call.serial, ...more });

  it('lets the bus start a service only when told so', async () => {
    const { socket, bus } = await accept();
    for (const [options, flags] of [
      [{}, 2],
      [{ autoStart: true }, 0],
    ] as const) {
      const calling = bus.call(someCall, options);
      const call = await nextCall(socket);
      expect(call).toMatchObject({ ...someCall, flags });
      socket.write(replyTo(call, {}));
      expect(await calling).toEqual([]);
    }
  });

  it('finds the reply of each call, in any order and cut anywhere', async () => {
    const { socket, bus } = await accept();
    const one = bus.call(someCall);
    const first = await nextCall(socket);
    const two = bus.call(someCall);
    const second = await nextCall(socket);
    const replies = Buffer.concat([
      replyTo(second, { signature: 's', body: ['two'] }),
      replyTo({ type: 1, serial: 4711 }, { signature: 's', body: ['to nobody'] }),
      replyTo(first, { type: 3, errorName: 'org.example.Error', signature: 's', body: ['why'] }),
    ]);
    const refused = expect(one).rejects.toEqual(failing('org.example.Error'));
    for (const byte of replies) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    expect(await two).toEqual(['two']);
    await refused;
  });

  it("fails a call with 'no-answer' in time, and drops the late reply", async () => {
    const { socket, bus } = await accept();
    const calling = bus.call(someCall, { limitMs: 20 });
    const call = await nextCall(socket);
    await expect(calling).rejects.toEqual(failing('no-answer'));
    socket.write(replyTo(call, {}));
    const again = bus.call(someCall);
    socket.write(replyTo(await nextCall(socket), {}));
    expect(await again).toEqual([]);
  });

  it("fails pending and later calls with 'closed' when the bus leaves", async () => {
    const { socket, bus } = await accept();
    const ends: BusError[] = [];
    bus.onEnd((error) => ends.push(error));
    const calling = bus.call(someCall, { limitMs: Number.POSITIVE_INFINITY });
    await nextCall(socket);
    socket.destroy();
    await expect(calling).rejects.toEqual(failing('closed'));
    await expect(bus.call(someCall)).rejects.toEqual(failing('closed'));
    bus.onEnd((error) => ends.push(error));
    expect(ends).toEqual([failing('closed'), failing('closed')]);
  });

  it("fails with 'closed' when the bus sends what is no message", async () => {
    const { socket, bus } = await accept();
    const calling = bus.call(someCall);
    await nextCall(socket);
    socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
    await expect(calling).rejects.toEqual(failing('closed'));
  });

  it("fails with 'closed' when the bus hangs up instead of an answer", async () => {
    (await client).destroy();
    await expect(connecting).rejects.toBeInstanceOf(BusError);
  });
});
