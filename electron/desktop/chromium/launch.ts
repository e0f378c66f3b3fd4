/** Starting the browser: driven over a pipe, with no port open, no account and no network of its own. */
import { type BrowserContext, chromium } from 'playwright-core';

/** No address bar, and no flash of white before the page is there. */
const blank = 'data:text/html,<meta name="color-scheme" content="light dark"><title>Keybearer</title>';

const switches = [
  `--app=${blank}`,
  '--window-size=1180,760',
  '--class=Keybearer',
  // Nothing is ever looked up or connected to, by what the page's routing does not see either: WebSockets, the browser itself.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-spell-checking',
];

/** The driver's own switches that a window for people does without. */
const unwanted = [
  '--disable-popup-blocking',
  '--unsafely-disable-devtools-self-xss-warnings',
  '--enable-unsafe-swiftshader',
];

export interface LaunchOptions {
  readonly browserPath: string;
  readonly profile: string;
  readonly env: NodeJS.ProcessEnv;
  /** Root cannot have the browser's sandbox, and is the only one who goes without. */
  readonly isRoot: boolean;
}

export function launchBrowser({ browserPath, profile, env, isRoot }: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    headless: false,
    env: withoutAbsent(env),
    // The page looks as the user's desktop does, and is as large as its window.
    viewport: null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
    chromiumSandbox: !isRoot,
    ignoreDefaultArgs: unwanted,
    // The bar that warns of a missing sandbox would stand over the window; it is said in the terminal.
    args: isRoot ? [...switches, '--test-type'] : switches,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function withoutAbsent(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
