/**
 * The whole main job in the real window, by somebody who never opens a terminal: the built program, a real keychain, a real
 * clipboard. One story, in order, on each shell.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRecoveryCode } from '../../electron/compose.ts';
import type { Credentials } from '../../electron/vault/ports.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../electron/vault/use-cases/audit-log.ts';
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import { madeUpSecret } from '../support/made-up-secret.ts';
import { RealWindow } from '../support/real-window.ts';
import { secretOf } from '../support/scratch.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { SentinelSearch } from '../support/sentinel-search.ts';
import { describeInShells } from '../support/window-shells/shells.ts';

const token = madeUpSecret(findIssuer('github')!.parts[0]!.shapes[0]!, new SeededRandom(3));
const pin = 'a pin of some length';
const codeForm = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$/;
const hostileName = '<img src=x onerror=alert(1)> ../../x __proto__';

/** The words of the menu, and what of the copied text shows that it is that form. */
const forms: readonly (readonly [menu: string, holds: string])[] = [
  ['Header line', `Authorization: Bearer ${token}`],
  ['Secret alone', token],
  ['curl command', 'curl '],
  ['HTTPie command', 'http'],
  ['JavaScript fetch', 'fetch('],
  ['Python requests', 'import requests'],
  ['PowerShell', 'Invoke-RestMethod'],
  ['.env line', 'GITHUB_TOKEN='],
  ['.http block', 'GET https://api.github.com'],
  ['JSON', '"headers"'],
];

describeInShells('the main job', (shell) => {
  const window = new RealWindow(shell);
  let recoveryCode = '';
  const by = (name: string | RegExp) => window.page.getByRole('button', { name });
  const detail = () => window.page.getByRole('region', { name: 'Key', exact: true });
  const option = (name: string | RegExp) => window.page.getByRole('option', { name });
  beforeAll(async () => {
    await window.start();
  });
  afterAll(() => window.stop());

  it('creates a vault behind the keychain, with a recovery code that is typed once', async () => {
    const { page } = window;
    await by('Go on').click();
    recoveryCode = await page.getByText(codeForm).innerText();
    await by('I have written it down').click();
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode.toLowerCase().replaceAll('-', ' '));
    await by('Create the vault').click();
    await page.locator('[data-ready=keys]').waitFor();
  });

  it('stores a pasted key, recognised, and keeps nothing of it in the page', async () => {
    const { page } = window;
    await page.keyboard.press('ControlOrMeta+n');
    const dialog = page.getByRole('dialog', { name: 'Add a key' });
    await dialog.getByLabel(/^Paste/).fill(`export GITHUB_TOKEN=${token}`);
    await dialog.getByText('Recognised on this computer').waitFor();
    await dialog.getByRole('button', { name: 'Add key' }).click();
    await dialog.waitFor({ state: 'detached' });
    await detail().getByRole('heading', { name: 'github' }).waitFor();
    expect(await page.content()).not.toContain(token);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe('[{},{}]');
  });

  it.each(forms)('copies it as %s, and it is pasted elsewhere', async (menu, holds) => {
    await by(/^Copy as/).click();
    await window.page.getByRole('menuitem', { name: menu, exact: true }).click();
    await expect.poll(() => window.clipboard.isEmpty()).toBe(false);
    await expect.poll(() => window.clipboard.read()).toContain(holds);
    expect(window.clipboard.read()).toContain(token);
    expect(window.clipboard.isMarked()).not.toBe(false);
  });

  it('clears the clipboard when it is asked to', async () => {
    await by('Clear now').click();
    await by('Copy header').waitFor();
    await expect.poll(() => window.clipboard.isEmpty()).toBe(true);
  });

  it('shows the secret when it is asked to, and hides it again', async () => {
    await by('Reveal').click();
    await detail().getByText(token).waitFor();
    await by(/^Hide/).click();
    await detail().getByText(token).waitFor({ state: 'detached' });
    expect(await window.page.content()).not.toContain(token);
  });

  it('locks, and asks for nothing where nothing protects it', async () => {
    const { page } = window;
    await page.keyboard.press('ControlOrMeta+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await by('Unlock').click();
    await page.locator('[data-ready=keys]').waitFor();
  });

  it('takes a PIN, and then asks for it in place', async () => {
    const { page } = window;
    await page.keyboard.press('ControlOrMeta+4');
    await page.locator('[data-ready=protection]').waitFor();
    await by('Set a PIN').click();
    const dialog = page.getByRole('dialog');
    const fields = dialog.locator('input[type=password]');
    for (let at = 0; at < (await fields.count()); at++) await fields.nth(at).fill(pin);
    await page.keyboard.press('Enter');
    // What older copies of the file open with is offered to be shut out.
    await page
      .getByRole('dialog', { name: 'Make new vault keys too?' })
      .getByRole('button', { name: 'Cancel' })
      .click();
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await by('Show names and dates').click();
    await page.keyboard.press('ControlOrMeta+1');
    await option(/github/).click();
    await by('Copy header').click();
    const unlock = page.getByRole('dialog');
    await unlock.locator('input[type=password]').fill('not this one');
    await page.keyboard.press('Enter');
    await unlock.getByRole('alert').waitFor();
    await unlock.locator('input[type=password]').fill(pin);
    await page.keyboard.press('Enter');
    await unlock.waitFor({ state: 'detached' });
    await expect.poll(() => window.clipboard.isEmpty()).toBe(false);
    expect(window.clipboard.read()).toBe(`Authorization: Bearer ${token}`);
  });

  it('shows what another process adds, and whatever its name is', async () => {
    const fields = { name: hostileName, issuer: 'x', account: hostileName, tags: [hostileName] };
    await window.elsewhere((vault) => addKey(vault, fields, secretOf('x')), credentials());
    await option(/img src/).click();
    await detail().getByRole('heading', { name: hostileName }).waitFor();
    await window.page.keyboard.press('ControlOrMeta+3');
    await window.page.locator('[data-ready=activity]').waitFor();
    expect(await window.page.locator('img[src=x]').count()).toBe(0);
    await window.page.keyboard.press('ControlOrMeta+1');
  });

  it('finds by typing anywhere', async () => {
    const { page } = window;
    await page.keyboard.type('git');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.getByRole('combobox', { name: 'Search keys' }).fill('');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
  });

  it('left the secret and the PIN in no file: not beside the vault, not in the browser (K3)', () => {
    const search = new SentinelSearch([
      { what: 'the token', bytes: Buffer.from(token) },
      { what: 'the PIN', bytes: Buffer.from(pin) },
    ]);
    expect(search.inFolder(window.folder)).toEqual([]);
  });

  it('is all there at the next start, behind the PIN, and the log says what was done here (K6)', async () => {
    expect(await window.close()).toBe(0);
    expect(window.clipboard.isEmpty()).toBe(true);
    await window.open();
    await expect.poll(() => window.page.locator('body').innerText()).toMatch(/github|Locked/);
    const { events } = await window.elsewhere(readAuditLog, credentials());
    const done = events.filter(({ surface }) => surface === 'window').map(({ action }) => action);
    expect(done.filter((action) => action === 'secret-copied')).toHaveLength(forms.length + 1);
    expect(done).toEqual(expect.arrayContaining(['vault-created', 'key-added', 'secret-revealed', 'pin-set']));
    expect(window.said).not.toContain('a defect in Keybearer');
  });

  /** The one way in that no keychain guards against other programs. */
  function credentials(): Credentials {
    return { recoveryCode: parseRecoveryCode(recoveryCode) };
  }
});
