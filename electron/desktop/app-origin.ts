/** The origin of the window in Electron. Compared by its parts: a URL that merely begins with it is another's. */
export const appScheme = 'app';
const appHost = 'keybearer';
export const appUrl = `${appScheme}://${appHost}/`;
export const quickUrl = `${appUrl}quick.html`;

export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
}
