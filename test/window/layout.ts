/** What is wrong with a layout: run inside the page, so it stands on its own. */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const tell = (element: Element, what: string) => {
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    faults.push(
      `${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${name.trim().slice(0, 60)}`,
    );
  };
  const dialogs = document.querySelectorAll('[role=dialog],[role=menu]');
  const scope = dialogs[dialogs.length - 1] ?? document.body;
  const shown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  if (document.documentElement.scrollWidth > window.innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);

  for (const element of scope.querySelectorAll<HTMLElement>('*')) {
    const texts = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    if (
      texts.length === 0 ||
      !shown(element) ||
      element.closest('.visually-hidden,[aria-hidden=true],svg,select') !== null
    )
      continue;
    if (element.clientWidth === 1) continue; // for those who hear
    const style = getComputedStyle(element);
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && style.display !== 'inline';
    if (isCut && !isTitled(element)) tell(element, 'cut without a title');
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right } = range.getBoundingClientRect();
    const isClipped =
      style.overflowX !== 'visible' || element.closest('.cut,.key-list,.menu,.palette-list,.chip') !== null;
    if (!isClipped && (left < -1 || right > window.innerWidth + 1)) tell(element, 'outside the window');
  }

  const controls = [
    ...scope.querySelectorAll<HTMLElement>(
      'button,input:not([type=radio],[type=checkbox]),select,textarea,[role=option],summary',
    ),
  ]
    .filter(shown)
    .filter((element) => element.closest('[role=option]') === element || element.closest('[role=option]') === null)
    .filter((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return top !== null && (element.contains(top) || top.contains(element));
    });
  for (const [at, one] of controls.entries())
    for (const other of controls.slice(at + 1)) {
      if (one.contains(other) || other.contains(one) || one.parentElement?.matches('.key-search-box')) continue;
      const [a, b] = [inSight(one), inSight(other)];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) tell(one, `lies on "${other.textContent?.slice(0, 30)}"`);
    }
  return faults;

  /** The part of an element that its scrollers leave in sight. */
  function inSight(element: Element) {
    let { left, right, top, bottom } = element.getBoundingClientRect();
    for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflowY === 'visible') continue;
      const box = outer.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return { left, right, top, bottom };
  }

  /** Cut with an ellipsis, and whole in its title. */
  function isTitled(element: HTMLElement): boolean {
    const titled = element.closest('[title]')?.getAttribute('title') ?? '';
    return titled.replace(/\s/g, '').includes((element.textContent ?? '').replace(/\s/g, ''));
  }
}
