/** A connection to an X server, with a window of ours that can own a selection, and the atoms that this takes. */
import { connect, type Socket } from 'node:net';
import x11, { type XClient, type XDisplay, type XEvent } from 'x11';
import { unavailable } from '../unavailable.ts';

export const atomNames = [
  'CLIPBOARD',
  'TARGETS',
  'MULTIPLE',
  'ATOM_PAIR',
  'TIMESTAMP',
  'INCR',
  'UTF8_STRING',
  'TEXT',
  'text/plain',
  'text/plain;charset=utf-8',
  'x-kde-passwordManagerHint',
  '_KEYBEARER_CLIPBOARD',
  '_KEYBEARER_LEAVE',
] as const;

export type AtomName = (typeof atomNames)[number] | 'ATOM' | 'INTEGER' | 'STRING';
export type Atoms = Readonly<Record<AtomName, number>>;

const propertyDeleted = 1;
const firstPort = 6000;

/** An X server that says nothing must not be waited for; over a network it may be slow. */
const patienceMs = 8000;

export class Display {
  readonly client: XClient;
  readonly atoms: Atoms;
  /** Never shown; InputOnly. */
  readonly window: number;
  /** Resolves when the server is gone. */
  readonly ended: Promise<void>;

  private constructor({ client, screen }: XDisplay, atoms: Atoms, ended: Promise<void>) {
    this.client = client;
    this.atoms = atoms;
    this.ended = ended;
    this.window = client.AllocID();
    const values = { eventMask: x11.eventMask.PropertyChange };
    client.CreateWindow(this.window, screen[0]!.root, 0, 0, 1, 1, 0, 0, x11.InputOnly, 0, values);
  }

  /**
   * @param env DISPLAY names the server, XAUTHORITY or ~/.Xauthority has the cookie for it.
   * @throws KeybearerError 'clipboard-unavailable' with `reason` 'no-display' or 'display-refused'.
   */
  static async connect(env: NodeJS.ProcessEnv): Promise<Display> {
    const name = env.DISPLAY ?? '';
    const stream = openStream(name);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    stream.on('close', end);
    const limit = setTimeout(() => stream.destroy(), patienceMs);
    try {
      const display = await handshake(name, stream);
      return new Display(display, await internAtoms(display.client), ended);
    } catch (cause) {
      stream.destroy();
      throw unavailable('display-refused', cause);
    } finally {
      clearTimeout(limit);
    }
  }

  onEvent(listener: (event: XEvent) => void): void {
    this.client.on('event', listener);
  }

  /** The server's time now: what "current time" must not stand for, says ICCCM, section 2.1. */
  serverTime(): Promise<number> {
    const { client, atoms, window } = this;
    return new Promise((resolve) => {
      const hear = (event: XEvent) => {
        if (event.name !== 'PropertyNotify' || event.wid !== window || event.state === propertyDeleted) return;
        client.off('event', hear);
        resolve(event.time);
      };
      client.on('event', hear);
      client.ChangeProperty(2, window, atoms._KEYBEARER_CLIPBOARD, atoms.STRING, 8, Buffer.alloc(0));
    });
  }

  selectionOwner(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.client.GetSelectionOwner(this.atoms.CLIPBOARD, (error, owner) => (error ? reject(error) : resolve(owner)));
    });
  }

  close(): void {
    this.client.terminate();
  }
}

/** Opened here: left to itself, x11 would go on to a TCP port where a socket is missing, and anybody may listen there. */
function openStream(name: string): Socket {
  try {
    const { protocol, host, displayNum } = x11.parseDisplay(name);
    const isLocal = host === '' || host === 'unix' || protocol === 'unix' || protocol === 'local';
    return isLocal ? connect(`/tmp/.X11-unix/X${displayNum}`) : connect(firstPort + Number(displayNum), host);
  } catch (cause) {
    throw unavailable('no-display', cause);
  }
}

function handshake(name: string, stream: Socket): Promise<XDisplay> {
  return new Promise((resolve, reject) => {
    const options = { display: name, stream, auth: undefined, disableBigRequests: true } as const;
    const client = x11.createClient(options, (error, display) => (error ? reject(error) : resolve(display)));
    // Later on: a window that was to get the text has gone, or the server has; its end is heard by the stream.
    client.on('error', reject);
  });
}

async function internAtoms(client: XClient): Promise<Atoms> {
  const interned = atomNames.map(
    (name) =>
      new Promise<readonly [string, number]>((resolve, reject) => {
        client.InternAtom(false, name, (error, atom) => (error ? reject(error) : resolve([name, atom])));
      }),
  );
  return { ...client.atoms, ...Object.fromEntries(await Promise.all(interned)) } as Atoms;
}
