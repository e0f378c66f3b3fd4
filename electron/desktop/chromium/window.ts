/**
 * The page of the window, and what it may not do. Its origin is answered from the bundle; every other request is refused, so it
 * has no network. Only its own main frame reaches the procedures.
 */
import type { BrowserContext, Frame, Page, Route } from 'playwright-core';
import { procedures } from '../../../shared/contract.ts';
import type { Answer } from '../answer.ts';
import { answerFrom, type Bundle } from '../bundle.ts';
import { bindingName, bridgeScript, nextEvents } from './bridge.ts';
import type { EventQueue } from './event-queue.ts';
import { packed } from './packed.ts';

/** Never looked up: requests to it are answered before they leave the browser. */
export const windowOrigin = 'https://keybearer.localhost';
const windowUrl = `${windowOrigin}/`;

const refused: Answer = { ok: false, code: 'invalid-input', details: { field: 'sender', reason: 'form' } };

export type Call = (name: unknown, input: unknown) => Promise<Answer>;

export async function openWindow(
  context: BrowserContext,
  bundle: Bundle,
  events: EventQueue,
  call: Call,
): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  context.on('page', (other) => void other.close());
  page.on('framenavigated', (frame) => void comeBack(page, frame));
  page.on('dialog', (dialog) => void dialog.dismiss());
  await Promise.all([
    // E5: none is granted, and all others are rejected.
    context.grantPermissions([]),
    context.route('**', (route) => answer(route, bundle)),
    addBridge(context, async (source, name, input) => {
      if (!isOurs(source.frame, page)) return refused;
      return name === nextEvents ? events.next() : call(name, input);
    }),
  ]);
  await page.goto(windowUrl);
  return page;
}

type Answerer = (source: { frame: Frame }, name: unknown, input: unknown) => Promise<unknown>;

/** The way to us, then the script that takes it off the window: they run in this order. */
async function addBridge(context: BrowserContext, answerer: Answerer): Promise<void> {
  // As one text: the driver takes every member of every object by itself, which is seconds for 10,000 keys.
  await context.exposeBinding(bindingName, async (source, name: unknown, input: unknown) =>
    packed(JSON.stringify(await answerer(source, name, input))),
  );
  await context.addInitScript(bridgeScript(windowOrigin, Object.keys(procedures)));
}

/** E17: the main frame of our own page. */
function isOurs(frame: Frame, page: Page): boolean {
  return frame === page.mainFrame() && originOf(frame.url()) === windowOrigin;
}

// E1: there is no network behind it.
async function answer(route: Route, bundle: Bundle): Promise<void> {
  const request = route.request();
  if (originOf(request.url()) !== windowOrigin || request.method() !== 'GET') return route.abort('blockedbyclient');
  const { status, headers, body } = answerFrom(bundle, request.url());
  return route.fulfill({ status, headers, body });
}

// E13: what is not requested (about:blank, data:, file:) cannot be refused on its way; so it does not stay.
async function comeBack(page: Page, frame: Frame): Promise<void> {
  if (frame !== page.mainFrame() || page.isClosed() || originOf(frame.url()) === windowOrigin) return;
  await page.goto(windowUrl).catch(() => undefined); // it was closed meanwhile
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
