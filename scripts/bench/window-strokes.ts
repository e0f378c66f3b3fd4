/** A key stroke in the search, from the event to the frame that shows the list as it is then; beside one in a bare page. */
import type { Page } from 'playwright-core';

const words = ['key-42', 'account-7', 'team-11', 'production', 'key-9999', 'bench ci'];
/** A fast typist's. */
const betweenMs = 60;

/** Runs in the page. Each change of what is watched moves the end of the latest stroke to the frame that shows it. */
const watchStrokes = `(() => {
  const strokes = (globalThis.strokes = []);
  const untilShown = (stroke) => requestAnimationFrame(() => setTimeout(() => (stroke.ms = performance.now() - stroke.at)));
  addEventListener('keydown', (event) => {
    const stroke = { at: event.timeStamp };
    strokes.push(stroke);
    untilShown(stroke);
  }, true);
  new MutationObserver(() => strokes.length > 0 && untilShown(strokes.at(-1)))
    .observe(document.querySelector('section'), { childList: true, subtree: true, characterData: true });
})()`;

/** @returns milliseconds, sorted: words are typed and taken back, letter by letter, `rounds` times. */
export async function typeAndTakeBack(page: Page, rounds: number): Promise<number[]> {
  await page.getByRole('combobox').click();
  await page.evaluate(watchStrokes);
  for (let round = 0; round < rounds; round++) {
    for (const word of words) {
      for (const letter of word) await stroke(page, letter === ' ' ? 'Space' : letter);
      for (const _letter of word) await stroke(page, 'Backspace');
    }
  }
  const times = (await page.evaluate('globalThis.strokes.map(({ ms }) => ms)')) as number[];
  return times.sort((one, other) => one - other);
}

/** A page with as little as takes a key stroke and shows what it made. */
export async function showBarePage(page: Page): Promise<void> {
  await page.setContent('<section><input type="search" role="combobox"><p></p></section>');
  await page.evaluate(`document.querySelector('input').oninput = ({ target }) => {
    document.querySelector('p').textContent = target.value;
  }`);
}

async function stroke(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(betweenMs);
}
