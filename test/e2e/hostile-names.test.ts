/** Names that want to be more than names, in every view of the real window over the real vault. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RealWindow } from '../support/real-window.ts';
import { valueIn } from '../support/window.ts';
import { describeInShells } from '../support/window-shells/shells.ts';
import { seriousFindings } from '../window/axe.ts';
import { layoutFaults } from '../window/layout.ts';
import '../window/window-page.ts';
import { settled } from '../window/ways.ts';
import { importFiles, markup, ofAllKeys, ofOneKey, reversed, type Way } from './views-with-names.ts';

const day = 86_400_000;
/** What is taken: it reads as what it is. */
const taken = [
  markup,
  '"><script>globalThis.owned=1</script>',
  reversed,
  'w'.repeat(128),
  '👩‍👩‍👧‍👦🏳️‍🌈 tōkén',
  '__proto__',
  'constructor',
  '../../x',
  '{secret} %00 \\u202e',
];

/** What is refused, and the reason that is given. */
const refused: readonly (readonly [what: string, name: string, words: RegExp])[] = [
  ['that turns the direction of text', 'gpj\u202eexe.', /cannot be seen or that changes how text is read/],
  ['with a space that cannot be seen', 'stripe\u200blive', /cannot be seen or that changes how text is read/],
  ['with half a character', 'half \ud83d', /cannot be seen or that changes how text is read/],
  ['of 10 kB', 'x'.repeat(10_240), /too long|at most 128 characters/],
];

describeInShells('a hostile name', (shell) => {
  const window = new RealWindow(shell);
  const troubles: string[] = [];
  beforeAll(async () => {
    await window.start();
    const { page } = window;
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && troubles.push(`console: ${message.text()}`));
    await page.addInitScript(() => {
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
        globalThis.violations?.push(`csp: ${violatedDirective} ${sample}`),
      );
    });
    await valueIn(page, 'vault.create', { protector: 'keychain', newRecoveryCode: null });
    writeImports(window.folder);
  });
  afterAll(() => window.stop());

  it('is stored as it is, and shown as it is', async () => {
    const { page } = window;
    for (const [at, name] of taken.entries()) await valueIn(page, 'keys.add', keyNamed(name, at));
    for (const name of taken) {
      await page.getByRole('option', { name }).first().click();
      await expect.poll(() => page.locator('.detail-pane h1').innerText()).toBe(name);
      expect(await faultsOf(page), name).toEqual([]);
    }
    const { key } = await valueIn(page, 'keys.add', keyNamed('removed', 0));
    await valueIn(page, 'keys.edit', { id: key.id, name: `${taken.at(-1)} 2` });
    await valueIn(page, 'keys.remove', { id: key.id });
  });

  it.each(refused)('%s is refused in words, and nothing is stored', async (_what, name, words) => {
    const { page } = window;
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'Add a key' });
    await dialog.getByLabel(/^Paste/).fill('a secret of a test');
    await typeInto(dialog.getByLabel('Name'), name);
    await dialog.getByRole('button', { name: 'Add key' }).click();
    await dialog.getByText(words).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await valueIn(page, 'keys.list', {})).keys).toHaveLength(taken.length);
  });

  it.each(Object.entries(ofOneKey))('does nothing and covers nothing: %s', async (_view, reach) => {
    await lookAt(async (page) => {
      await page.getByRole('option', { name: markup }).click();
      await reach(page, window.folder);
    });
  });

  it.each(Object.entries(ofAllKeys))('does nothing and covers nothing: %s', (_view, reach) => lookAt(reach));

  it('is in no title, and nothing was told', async () => {
    expect(await window.page.title()).toBe('Keybearer');
    expect(troubles).toEqual([]);
    expect(window.said).not.toContain('a defect in Keybearer');
  });

  async function lookAt(reach: Way): Promise<void> {
    const { page, folder } = window;
    for (const [width, height] of [
      [1440, 900],
      [800, 600],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.reload();
      await page.getByRole('option').first().waitFor();
      await reach(page, folder);
      await settled(page);
      expect(await faultsOf(page), `${width} wide`).toEqual([]);
      if (width === 800) expect(await seriousFindings(page)).toEqual([]);
    }
  }
});

/** What cannot be read or stands in the way, and whatever a name made of itself. */
async function faultsOf(page: Page): Promise<string[]> {
  const made = await page.evaluate(() => [
    ...(globalThis.violations ?? []),
    ...('owned' in globalThis ? ['a script ran'] : []),
    ...(document.querySelector('img:not(.brand-mark)') === null ? [] : ['an image']),
  ]);
  return [...(await page.evaluate(layoutFaults)), ...made, ...(await page.evaluate(notIsolated, reversed))];
}

/** Texts that a name may reorder: it neither stands in an element of its own, nor between marks that end what it does. */
function notIsolated(name: string): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const words = text.textContent ?? '';
    if (!words.includes(name) || words.includes(`\u2068${name}`)) continue;
    const { parentElement: parent } = text;
    // A paragraph that holds nothing else has a direction of its own.
    const isAlone = parent?.childNodes.length === 1 && getComputedStyle(parent).display === 'block';
    if (!isAlone && parent?.closest('bdi,.timeline-isolate') === null) found.push(`not isolated: ${words}`);
  }
  return found;
}

/** In the page itself: on the way there, half a character would be replaced. */
function typeInto(field: Locator, text: string): Promise<void> {
  const codes = [...Array(text.length).keys()].map((at) => text.charCodeAt(at));
  return field.evaluate((element, codes) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    set!.call(element, String.fromCharCode(...codes));
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, codes);
}

function keyNamed(name: string, at: number) {
  return {
    name,
    issuer: at % 2 === 0 ? null : 'trend-server-workload',
    account: name,
    environment: name,
    tags: [name.slice(0, 64)],
    headers: [`X-${'H'.repeat(100)}: {secret}`],
    origins: [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.com`],
    notes: `${name}\n${'n'.repeat(400)}`,
    expiresAt: Date.now() + (at - 1) * 9 * day,
    managementUrl: `https://example.com/${'p'.repeat(300)}`,
    secret: [{ name: 'secret', text: `a secret of a test ${at}` }],
  };
}

function writeImports(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const env = ['API_TOKEN', '__proto__', 'X'.repeat(300)].map((name, at) => `${name}=${secret(at)}`);
  writeFileSync(join(folder, importFiles.env), env.join('\n'));
  const rows = taken.map((name, at) => `"${name.replaceAll('"', '""')}","${secret(at + 10)}"`);
  writeFileSync(
    join(folder, importFiles.csv),
    ['name,api_key', ...rows, `"${'y'.repeat(10_240)}",${secret(9)}`].join('\n'),
  );
}

function secret(at: number): string {
  return `made-up-7Gq9zLx2Vb4Nw8Rt-${at}`;
}
