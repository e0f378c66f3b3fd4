/** `app://keybearer`: answers from the bundle alone. */
import { protocol } from 'electron';
import { appScheme, isAppUrl } from '../app-origin.ts';
import { answerFrom, type Bundle } from '../bundle.ts';

/** To be called before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // Nothing is fetched, streamed or shared across origins, and the policy holds.
    { scheme: appScheme, privileges: { standard: true, secure: true } },
  ]);
}

export function serveBundle(bundle: Bundle): void {
  protocol.handle(appScheme, ({ url, method }) => {
    const { status, headers, body } = answerFrom(bundle, isAppUrl(url) && method === 'GET' ? url : '');
    return new Response(new Uint8Array(body), { status, headers });
  });
}
