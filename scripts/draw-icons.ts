/** Draws the icons in resources/ from their SVG sources, in an installed browser: `node scripts/draw-icons.ts` after a change there. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../electron/window/browsers.ts';

const folder = join(import.meta.dirname, '..', 'resources');

/** Linux installs each of these. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

const drawings: readonly (readonly [source: string, size: number, target: string])[] = [
  ...sizes.map((size) => ['icon.svg', size, `icons/${size}x${size}.png`] as const),
  // macOS and Windows get theirs made of this one.
  ['icon.svg', 1024, 'icon.png'],
  ['tray.svg', 16, 'tray.png'],
  ['tray.svg', 32, 'tray@2x.png'],
  ['trayTemplate.svg', 16, 'trayTemplate.png'],
  ['trayTemplate.svg', 32, 'trayTemplate@2x.png'],
];

async function draw(browser: Browser, source: string, size: number, target: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(join(folder, source)).toString('base64');
  await page.setContent(
    `<style>* { margin: 0 } img { display: block; width: 100vw }</style><img src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.screenshot({ path: join(folder, target), omitBackground: true });
  await page.close();
}

const executablePath = findBrowser(process.env, process.platform)?.path;
if (executablePath === undefined) throw new Error('there is no Chromium, Chrome or Edge to draw with');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args: asRoot });
mkdirSync(join(folder, 'icons'), { recursive: true });
for (const drawing of drawings) await draw(browser, ...drawing);
await browser.close();
