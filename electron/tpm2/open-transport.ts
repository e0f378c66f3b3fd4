import type { TpmAddress } from './address.ts';
import { DeviceTransport } from './device-transport.ts';
import { SocketTransport } from './socket-transport.ts';
import { defaultTimeoutMs, type Transport } from './transport.ts';

/** @throws Tpm2Error 'no-device', 'no-permission', 'in-use', 'no-answer' */
export function openTransport(address: TpmAddress, timeoutMs: number = defaultTimeoutMs): Promise<Transport> {
  if (address.kind === 'device') return DeviceTransport.open(address.path, timeoutMs);
  if (address.kind === 'unix') return SocketTransport.open({ path: address.path }, timeoutMs);
  return SocketTransport.open({ host: address.host, port: address.port }, timeoutMs);
}
