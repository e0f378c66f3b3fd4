/** The main job as a user does it in the window, with a picture of each view on the way. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

type Scheme = 'light' | 'dark';

interface Stop {
  readonly picture: string;
  readonly says: string;
  readonly schemes: readonly Scheme[];
  reach(page: Page): Promise<void>;
}

const both: readonly Scheme[] = ['light', 'dark'];
const lightAlone: readonly Scheme[] = ['light'];

/** @param pasted A token that the window has not seen yet. */
export function stops(pasted: string): Stop[] {
  return [
    {
      picture: 'keys',
      says: 'Twelve keys; what needs attention comes first.',
      schemes: both,
      reach: async (page) => {
        await page.locator('[data-ready=keys]').waitFor();
        await page.getByRole('option', { name: /github-ci/ }).click();
        await page.getByRole('button', { name: /^Copy header/ }).waitFor();
      },
    },
    {
      picture: 'copied',
      says: 'Enter copies the header; the clipboard is cleared after 30 seconds.',
      schemes: lightAlone,
      reach: async (page) => {
        await page.keyboard.press('Enter');
        await page.getByText('is on the clipboard').waitFor();
      },
    },
    {
      picture: 'add',
      says: 'A pasted secret tells its issuer; nothing is sent.',
      schemes: both,
      reach: async (page) => {
        await page.keyboard.press('Control+n');
        await page.getByLabel(/^Paste/).fill(pasted);
        await page.getByText('Recognised on this computer').waitFor();
      },
    },
    {
      picture: 'palette',
      says: 'Everything works from the keyboard.',
      schemes: lightAlone,
      reach: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.keyboard.press('Control+k');
        await page.keyboard.type('git');
      },
    },
    {
      picture: 'expiry',
      says: 'What expires when.',
      schemes: both,
      reach: async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+2');
        await page.locator('.timeline-mark').first().waitFor();
      },
    },
    view('activity', 3, 'What was done with which key, and whether the log is whole.'),
    view('protection', 4, 'What opens the vault, and what that protects against.'),
    view('settings', 5, 'Settings.'),
    {
      picture: 'locked',
      says: 'Locked: secrets are out of reach, and what expires is still known.',
      schemes: lightAlone,
      reach: async (page) => {
        await page.keyboard.press('Control+l');
        await page.locator('[data-ready=locked]').waitFor();
      },
    },
  ];
}

function view(name: string, number: number, says: string): Stop {
  return {
    picture: name,
    says,
    schemes: lightAlone,
    reach: async (page) => {
      await page.keyboard.press(`Control+${number}`);
      await page.locator(`[data-ready=${name}]`).waitFor();
    },
  };
}

/** @param onReached Told of each picture's name when its view is there. */
export async function walk(
  page: Page,
  pasted: string,
  folder: string,
  onReached: (picture: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { picture, says, schemes, reach } of stops(pasted)) {
    await page.emulateMedia({ colorScheme: 'light' });
    await reach(page);
    console.log(`  ${says}`);
    onReached(picture);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await page.screenshot({ path: join(folder, `${picture}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Waits until nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  })()`);
}
