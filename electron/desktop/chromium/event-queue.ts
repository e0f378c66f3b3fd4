/** Events on their way to the page, which asks for them: so nothing of ours has to stay on its window. */
import type { EventName } from '../../../shared/contract.ts';

export interface QueuedEvent {
  readonly event: EventName;
  readonly payload: unknown;
}

/** A page that does not ask any more is gone; what it missed it learns when it loads again. */
const queuedMax = 100;

export class EventQueue {
  #queued: QueuedEvent[] = [];
  #waiting: ((events: QueuedEvent[]) => void) | undefined;

  add(event: QueuedEvent): void {
    this.#queued = [...this.#queued, event].slice(-queuedMax);
    this.#deliver();
  }

  /** Resolves with at least one. Who asked before gets nothing: its page has been loaded anew. */
  next(): Promise<QueuedEvent[]> {
    this.#waiting?.([]);
    const { promise, resolve } = Promise.withResolvers<QueuedEvent[]>();
    this.#waiting = resolve;
    this.#deliver();
    return promise;
  }

  #deliver(): void {
    if (this.#waiting === undefined || this.#queued.length === 0) return;
    const [waiting, events] = [this.#waiting, this.#queued];
    this.#waiting = undefined;
    this.#queued = [];
    waiting(events);
  }
}
