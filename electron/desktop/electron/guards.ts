/** What no page in this process may do, whatever it is: set on the session and on every page that comes to be. */
import { app, type Session, type WebContents } from 'electron';
import { isAppUrl } from '../app-origin.ts';

/** E1, E5: no network, no permission, no device, no download, no dictionary. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAppUrl(url) }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

export function guardPages(): void {
  app.on('web-contents-created', (_event, page) => guardPage(page));
}

/** E11 to E14: it stays where it is, alone and without a webview. */
function guardPage(page: WebContents): void {
  page.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppUrl(event.url)) event.preventDefault();
  });
  page.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
}
