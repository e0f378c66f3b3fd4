/** Calls of the page, and events to it. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../answer.ts';
import { isAppUrl } from '../app-origin.ts';
import { callChannel, eventChannel } from '../channels.ts';

const refused: Answer = { ok: false, code: 'invalid-input', details: { field: 'sender', reason: 'form' } };

/** E17: one channel, and no other sender than the main frames of our windows. */
export function answerCalls(
  windows: () => readonly BrowserWindow[],
  call: (name: unknown, input: unknown) => Promise<Answer>,
): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    isOurs(event, windows()) ? call(name, input) : refused,
  );
}

function isOurs({ senderFrame }: IpcMainInvokeEvent, windows: readonly BrowserWindow[]): boolean {
  const isMainFrame = windows.some(
    (window) => !window.isDestroyed() && senderFrame !== null && senderFrame === window.webContents.mainFrame,
  );
  return isMainFrame && senderFrame !== null && isAppUrl(senderFrame.url);
}

export function sendEvent(windows: readonly BrowserWindow[], event: string, payload: unknown): void {
  for (const window of windows) if (!window.isDestroyed()) window.webContents.send(eventChannel, event, payload);
}
