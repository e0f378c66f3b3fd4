/** A server on 127.0.0.1 that keeps the headers of each request, in order, as they came. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeaderServer {
  readonly origin: string;
  /** Takes what came since the last call: for each request its header lines, values as Latin-1. */
  take(): [name: string, value: string][][];
  close(): Promise<void>;
}

export async function startHeaderServer(): Promise<HeaderServer> {
  let requests: [string, string][][] = [];
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    const lines: [string, string][] = [];
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      lines.push([request.rawHeaders[at] ?? '', request.rawHeaders[at + 1] ?? '']);
    requests.push(lines);
    response.end('ok\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
