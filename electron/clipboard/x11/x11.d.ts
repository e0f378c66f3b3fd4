/** The part of x11 that is used; it has no types of its own. */

declare module 'x11' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  type Callback<T> = (error: Error | null, value: T) => void;

  export interface XProperty {
    readonly type: number;
    readonly format: number;
    readonly data: Buffer;
  }

  /** Fields that an event of that name does not have are undefined. */
  export interface XEvent {
    readonly name: string;
    readonly wid: number;
    readonly atom: number;
    readonly state: number;
    readonly time: number;
    readonly owner: number;
    readonly requestor: number;
    readonly selection: number;
    readonly target: number;
    readonly property: number;
    readonly message_type: number;
  }

  export interface XClient extends EventEmitter {
    readonly atoms: Readonly<Record<string, number>>;
    AllocID(): number;
    InternAtom(onlyIfExists: boolean, name: string, done: Callback<number>): void;
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      border: number,
      depth: number,
      windowClass: number,
      visual: number,
      values: { readonly eventMask: number },
    ): void;
    DestroyWindow(id: number): void;
    ChangeWindowAttributes(window: number, values: { readonly eventMask: number }): void;
    /** @param mode 0 replaces, 2 appends. */
    ChangeProperty(
      mode: 0 | 2,
      window: number,
      property: number,
      type: number,
      format: 8 | 32,
      value: Buffer | readonly number[],
    ): void;
    /** @param longLength In units of four bytes. */
    GetProperty(
      remove: 0 | 1,
      window: number,
      property: number,
      type: number,
      longOffset: number,
      longLength: number,
      done: Callback<XProperty>,
    ): void;
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time: number): void;
    SetSelectionOwner(window: number, selection: number, time: number): void;
    GetSelectionOwner(selection: number, done: Callback<number>): void;
    SendEvent(destination: number, propagate: 0, eventMask: number, event: object): void;
    SendClientMessage(
      destination: number,
      window: number,
      messageType: number,
      format: 32,
      data: readonly number[],
      eventMask: number,
    ): void;
    terminate(): void;
  }

  export interface XDisplay {
    readonly client: XClient;
    readonly screen: readonly { readonly root: number }[];
  }

  const x11: {
    readonly eventMask: { readonly PropertyChange: number; readonly StructureNotify: number };
    readonly InputOnly: number;
    /** @throws Error when the text names no display. */
    parseDisplay(display: string): { protocol: string; host: string; displayNum: string | number };
    createClient(
      options: { display: string; stream: Socket; auth: undefined; disableBigRequests: true },
      done: (error: Error | undefined, display: XDisplay) => void,
    ): XClient;
  };
  export default x11;
}
