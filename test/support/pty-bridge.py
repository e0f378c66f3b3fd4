"""A pseudo-terminal that passes bytes on to a TCP port: a device file for a TPM that has none. Prints its path."""
import os
import select
import socket
import sys
import tty

master, slave = os.openpty()
tty.setraw(slave)
peer = socket.create_connection(("127.0.0.1", int(sys.argv[1]))) if sys.argv[1] != "0" else None
print(os.ttyname(slave), flush=True)
while True:
    ready, _, _ = select.select([master] + ([peer] if peer else []), [], [])
    for source in ready:
        data = os.read(master, 4096) if source is master else peer.recv(4096)
        if not data:
            sys.exit(0)
        if source is not master:
            os.write(master, data)
        elif peer:
            peer.sendall(data)
