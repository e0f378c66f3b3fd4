/** Calls of the page, and events to it. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../answer.ts';
import { isAppUrl } from '../app-origin.ts';
import { callChannel, eventChannel } from '../channels.ts';

const refused: Answer = { ok: false, code: 'invalid-input', details: { field: 'sender', reason: 'form' } };

/** E17: one channel, and one sender. */
export function answerCalls(
  window: () => BrowserWindow | undefined,
  call: (name: unknown, input: unknown) => Promise<Answer>,
): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    isOurs(event, window()) ? call(name, input) : refused,
  );
}

function isOurs({ senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  return senderFrame !== null && senderFrame === window?.webContents.mainFrame && isAppUrl(senderFrame.url);
}

export function sendEvent(window: BrowserWindow | undefined, event: string, payload: unknown): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send(eventChannel, event, payload);
}
