/** A way to a TPM on which whoever uses it can be killed when it sends a certain command: the first, the second, ... */
import { connect, createServer, type Server } from 'node:net';

export class DeadlyWay {
  /** Commands since `count` was set to zero. */
  count = 0;
  /** Called ahead of each command, with its number from 1 on. True: the command is not passed on. */
  beforeCommand: (number: number) => boolean = () => false;
  readonly #server: Server;

  private constructor(tpmPort: number) {
    this.#server = createServer((client) => {
      const tpm = connect(tpmPort, '127.0.0.1');
      // Our commands are written whole, and over a loopback they arrive so.
      client.on('data', (command) => {
        this.count += 1;
        if (!this.beforeCommand(this.count)) tpm.write(command);
      });
      tpm.pipe(client);
      for (const [one, other] of [
        [client, tpm],
        [tpm, client],
      ] as const)
        one.on('close', () => other.destroy()).on('error', () => {});
    });
  }

  static async to(tpmPort: number): Promise<DeadlyWay> {
    const way = new DeadlyWay(tpmPort);
    await new Promise<void>((resolve) => way.#server.listen(0, '127.0.0.1', resolve));
    return way;
  }

  /** As it is written for the command line. */
  get name(): string {
    return `swtpm:host=127.0.0.1,port=${(this.#server.address() as { port: number }).port}`;
  }

  close(): void {
    this.#server.close();
  }
}
