/** The window in a process that a test can kill: it gets the home, then words that say what to do. */
import { runInChromium } from '../../electron/desktop/chromium/run.ts';
import { FakeClipboard } from '../fakes/fake-clipboard.ts';
import type { TestHome } from './test-vault.ts';
import { callIn, emptyWindow, sourceIn } from './window.ts';

process.once('message', (home) => void open(home as TestHome));

async function open(home: TestHome): Promise<void> {
  const running = await runInChromium({
    source: sourceIn(home),
    clipboard: new FakeClipboard(),
    notifier: undefined,
    openPage: async () => {},
    clipboardHints: false,
    version: '0.0.0-test',
    platform: process.platform,
    reportDefect: () => process.exit(1),
    env: process.env,
    browserPath: process.argv[2]!,
    bundleFolder: emptyWindow,
  });
  process.on('message', (word) => {
    if (word === 'close the page') void running.page.close();
    if (word !== 'add a key') return;
    const secret = [{ name: 'secret', text: 'x' }];
    void callIn(running.page, 'keys.add', { name: 'from-the-window', secret }).then(() => process.send?.('added'));
  });
  process.send?.('open');
  await running.ended;
  process.exit(0);
}
