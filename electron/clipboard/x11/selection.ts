/**
 * The X clipboard is whoever owns the selection CLIPBOARD: we own it, hand the text to those who ask, and clear it by leaving.
 * So it is cleared only if it is still ours (B1), and if this process dies (B3).
 *
 * @see Inter-Client Communication Conventions Manual 2.0, section 2
 */
import type { XEvent } from 'x11';
import type { HeldClipboard, Holding } from '../holding.ts';
import { unavailable } from '../unavailable.ts';
import { Display } from './display.ts';
import { pieceBytes, transfer } from './incremental-transfer.ts';
import { type Converted, convert } from './targets.ts';

const none = 0;
/** Of a MULTIPLE request; a pair is a target and a property. */
const pairsMax = 32;

export async function reachSelection(env: NodeJS.ProcessEnv): Promise<HeldClipboard> {
  const display = await Display.connect(env);
  const lost = display.ended.then(() => {
    throw unavailable('display-refused');
  });
  lost.catch(() => undefined); // it is heard while we take, and later by `gone`
  return {
    outlivesKeeper: false,
    take: (text) => Promise.race([Selection.take(display, text), lost]),
    close: () => display.close(),
  };
}

class Selection implements Holding {
  readonly gone: Promise<void>;
  readonly #display: Display;
  readonly #text: Buffer;
  readonly #takenAt: number;
  readonly #transfers = new Set<Promise<void>>();
  #isLeaving = false;

  /** @throws KeybearerError 'clipboard-unavailable' with `reason` 'taken': somebody else was faster. */
  static async take(display: Display, text: Buffer): Promise<Selection> {
    const takenAt = await display.serverTime();
    const selection = new Selection(display, text, takenAt);
    display.client.SetSelectionOwner(display.window, display.atoms.CLIPBOARD, takenAt);
    if ((await display.selectionOwner()) !== display.window) throw unavailable('taken');
    return selection;
  }

  private constructor(display: Display, text: Buffer, takenAt: number) {
    this.#display = display;
    this.#text = text;
    this.#takenAt = takenAt;
    const lost = Promise.withResolvers<void>();
    this.gone = Promise.race([lost.promise, display.ended]);
    const { CLIPBOARD, _KEYBEARER_LEAVE } = display.atoms;
    display.onEvent((event) => {
      if (event.name === 'SelectionRequest') void this.#answer(event);
      if (event.name === 'SelectionClear' && event.selection === CLIPBOARD) lost.resolve();
      if (event.name === 'ClientMessage' && event.message_type === _KEYBEARER_LEAVE) lost.resolve();
    });
  }

  /** Whoever is in the midst of reading may finish; whoever asks only now is refused. */
  async release(): Promise<void> {
    const { client, window, ended } = this.#display;
    this.#isLeaving = true;
    // The server clears what this window still owns, and nothing else: there is no moment between looking and clearing.
    client.DestroyWindow(window);
    await Promise.race([this.#answerAll(), ended]);
  }

  /**
   * Who asked before the window was gone waits for an answer of ours, and only of ours. The server's reply comes after the last
   * such request; its next one says that it has what we answered.
   */
  async #answerAll(): Promise<void> {
    await this.#display.selectionOwner();
    await Promise.all(this.#transfers);
    await this.#display.selectionOwner();
  }

  async #answer({ time, requestor, selection, target, property }: XEvent): Promise<void> {
    // Clients from before 1989 name no property.
    const into = property === none ? target : property;
    const isOurTime = time === 0 || ((time - this.#takenAt) | 0) >= 0;
    const isDone = isOurTime && !this.#isLeaving && (await this.#serve(requestor, target, into));
    const notice = { name: 'SelectionNotify', time, requestor, selection, target, property: isDone ? into : none };
    this.#display.client.SendEvent(requestor, 0, 0, notice);
  }

  async #serve(requestor: number, target: number, property: number): Promise<boolean> {
    const { atoms } = this.#display;
    if (target === atoms.MULTIPLE) return this.#serveSeveral(requestor, property);
    const converted = convert(target, this.#text, this.#takenAt, atoms);
    if (converted === undefined) return false;
    this.#hand(requestor, property, converted);
    return true;
  }

  /** What cannot be had is crossed out in the list of pairs. */
  async #serveSeveral(requestor: number, property: number): Promise<boolean> {
    const { client, atoms } = this.#display;
    const pairs = await this.#readPairs(requestor, property);
    if (pairs === undefined) return false;
    const answers = pairs.map(([target, into]) => {
      const converted = into === none ? undefined : convert(target, this.#text, this.#takenAt, atoms);
      if (converted !== undefined) this.#hand(requestor, into, converted);
      return [target, converted === undefined ? none : into];
    });
    client.ChangeProperty(0, requestor, property, atoms.ATOM_PAIR, 32, answers.flat());
    return true;
  }

  #readPairs(requestor: number, property: number): Promise<(readonly [number, number])[] | undefined> {
    const { client, atoms } = this.#display;
    return new Promise((resolve) => {
      client.GetProperty(0, requestor, property, atoms.ATOM_PAIR, 0, pairsMax * 2, (error, found) => {
        if (error || found.format !== 32) return resolve(undefined);
        const pairs = Array.from({ length: Math.floor(found.data.length / 8) }, (_, at) => at * 8);
        resolve(pairs.map((at) => [found.data.readUInt32LE(at), found.data.readUInt32LE(at + 4)] as const));
      });
    });
  }

  #hand(requestor: number, property: number, { type, format, value }: Converted): void {
    const { client, atoms } = this.#display;
    if (Buffer.isBuffer(value) && value.length > pieceBytes) {
      const transferred = transfer(this.#display, requestor, property, { type, format, value });
      this.#transfers.add(transferred);
      void transferred.then(() => this.#transfers.delete(transferred));
    } else client.ChangeProperty(0, requestor, property, atoms[type], format, value);
  }
}
