/** A TPM that the kernel drives: /dev/tpmrm0, behind Linux's resource manager, or /dev/tpm0, without one. */
import { constants, promises } from 'node:fs';
import { Tpm2Error, type Tpm2Failure } from './error.ts';
import { answerLength, maxAnswerBytes, type Transport } from './transport.ts';

const openFailures: Partial<Record<string, Tpm2Failure>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EBUSY: 'in-use',
};

export class DeviceTransport implements Transport {
  readonly managed: boolean;
  readonly #file: promises.FileHandle;
  readonly #timeoutMs: number;
  #end: Tpm2Error | undefined;

  private constructor(file: promises.FileHandle, managed: boolean, timeoutMs: number) {
    this.#file = file;
    this.managed = managed;
    this.#timeoutMs = timeoutMs;
  }

  /** @throws Tpm2Error 'no-device', 'no-permission', 'in-use' */
  static async open(path: string, timeoutMs: number): Promise<DeviceTransport> {
    try {
      const file = await promises.open(path, constants.O_RDWR | (constants.O_NOCTTY ?? 0));
      return new DeviceTransport(file, path.includes('tpmrm'), timeoutMs);
    } catch (cause) {
      throw new Tpm2Error(openFailures[(cause as NodeJS.ErrnoException).code ?? ''] ?? 'no-device', { cause });
    }
  }

  async transmit(command: Buffer): Promise<Buffer> {
    if (this.#end !== undefined) throw this.#end;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Tpm2Error('no-answer')), this.#timeoutMs);
    try {
      return await Promise.race([this.#exchange(command), late]);
    } catch (caught) {
      this.#end = caught instanceof Tpm2Error ? caught : new Tpm2Error('connection-lost', { cause: caught });
      throw this.#end;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    const closed = this.#file.close();
    // A read that hangs may hold the file for as long as the kernel waits; we do not.
    if (this.#end === undefined) await closed;
    else closed.catch(() => {});
  }

  /** The kernel takes a command in one write, and gives its answer in one read. */
  async #exchange(command: Buffer): Promise<Buffer> {
    const { bytesWritten } = await this.#file.write(command);
    if (bytesWritten !== command.length) throw new Tpm2Error('connection-lost');
    const answer = Buffer.alloc(maxAnswerBytes);
    for (let received = 0; ; ) {
      const { bytesRead } = await this.#file.read(answer, received, answer.length - received);
      if (bytesRead === 0) throw new Tpm2Error('malformed-answer');
      received += bytesRead;
      const length = answerLength(answer.subarray(0, received));
      if (length !== undefined && received > length) throw new Tpm2Error('malformed-answer');
      if (length === received) return answer.subarray(0, length);
    }
  }
}
