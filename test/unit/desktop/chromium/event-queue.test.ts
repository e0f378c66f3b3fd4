import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../../../electron/desktop/chromium/event-queue.ts';

const locked = { event: 'vault.locked', payload: { why: 'idle' } } as const;
const changed = { event: 'keys.changed', payload: {} } as const;

describe('EventQueue', () => {
  it('hands out what came before it was asked, in order', async () => {
    const queue = new EventQueue();
    queue.add(changed);
    queue.add(locked);
    expect(await queue.next()).toEqual([changed, locked]);
  });

  it('waits for the next one', async () => {
    const queue = new EventQueue();
    const next = queue.next();
    queue.add(locked);
    expect(await next).toEqual([locked]);
  });

  it('serves the page that asked last', async () => {
    const queue = new EventQueue();
    const before = queue.next();
    const after = queue.next();
    queue.add(locked);
    expect(await before).toEqual([]);
    expect(await after).toEqual([locked]);
  });

  it('keeps a bounded number for a page that does not ask', async () => {
    const queue = new EventQueue();
    for (let count = 0; count < 1000; count++) queue.add(changed);
    queue.add(locked);
    const events = await queue.next();
    expect(events).toHaveLength(100);
    expect(events.at(-1)).toEqual(locked);
  });
});
