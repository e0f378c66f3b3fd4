import { describe, expect, it } from 'vitest';
import { sessionBusSockets } from '../../../electron/dbus/bus-address.ts';

const socketsOf = (address: string) => sessionBusSockets({ DBUS_SESSION_BUS_ADDRESS: address });

describe('sessionBusSockets', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/run/user/1000/bus,guid=0123456789abcdef', ['/run/user/1000/bus']],
    ['unix:guid=0123,path=/tmp/a', ['/tmp/a']],
    ['unix:abstract=/tmp/dbus-Ab1', ['\0/tmp/dbus-Ab1']],
    ['unix:path=/tmp/a%20b%2cc%c3%a4', ['/tmp/a b,cä']],
    ['tcp:host=localhost,port=1;unix:path=/tmp/a;unix:path=/tmp/b', ['/tmp/a', '/tmp/b']],
    ['unix:tmpdir=/tmp', []],
    ['autolaunch:', []],
    ['nonsense', []],
  ])('reads %s', (address, sockets) => {
    expect(socketsOf(address)).toEqual(sockets);
  });

  it('finds none without an address and a runtime folder, or where that has no bus', () => {
    expect(sessionBusSockets({})).toEqual([]);
    expect(sessionBusSockets({ DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '/nonexistent' })).toEqual([]);
  });
});
