/** Keeps the tray's menu true, and does what is chosen in it. */
import type { EventName } from '../../shared/contract.ts';
import { isKeybearerError } from '../../shared/errors.ts';
import type { ApiKey } from '../vault/api-key.ts';
import { lastUsedKeys } from '../vault/use-cases/audit-log.ts';
import { listKeys } from '../vault/use-cases/find-key.ts';
import type { Answer } from './answer.ts';
import type { ClipboardHold } from './clipboard-hold.ts';
import type { OpenVault, Tell } from './open-vault.ts';
import type { Shell } from './shell.ts';
import { plainTrayMenu, type TrayAction, type TrayMenu, trayMenu } from './tray-menu.ts';

interface Parts {
  readonly shell: Pick<Shell, 'setTray' | 'focus' | 'quit'>;
  readonly open: OpenVault;
  readonly hold: ClipboardHold;
  readonly tell: Tell;
  /** As the window calls: the same checks, the same events. */
  readonly call: (name: string, input: unknown) => Promise<Answer>;
  readonly reportDefect: (caught: unknown) => void;
}

/** After these the keys are read again: reading ten thousand of them takes too long to be done at each copy. */
const keysAreOthers: readonly EventName[] = ['keys.changed', 'vault.changed'];

export class Tray {
  readonly #parts: Parts;
  #apiKeys: readonly ApiKey[] | undefined;
  #shown: string | undefined;
  #looking: Promise<void> | undefined;
  #isStale = false;
  #hasEnded = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is told to the window is looked at here as well. */
  hear(event: EventName): void {
    if (keysAreOthers.includes(event)) this.#apiKeys = undefined;
    this.refresh();
  }

  /** Something may have changed. What changes while it is being looked is looked at once more. */
  refresh(): void {
    if (this.#hasEnded) return;
    this.#isStale = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  /** Before the vault is closed: nothing is read from then on. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#isStale && !this.#hasEnded) {
      this.#isStale = false;
      this.#show(await this.#menu().catch((caught) => this.#plain(caught)));
    }
  }

  async #menu(): Promise<TrayMenu> {
    const { open, hold } = this.#parts;
    const vault = await open.current();
    if (vault?.isOpen !== true) {
      this.#apiKeys = undefined;
      return plainTrayMenu;
    }
    this.#apiKeys ??= (await listKeys(vault)).apiKeys;
    const apiKeys = this.#apiKeys;
    const recentIds = await lastUsedKeys(vault);
    const { isUnlocked } = vault;
    return trayMenu({ apiKeys, recentIds, isUnlocked, heldName: hold.held?.name ?? null, now: Date.now() });
  }

  #plain(caught: unknown): TrayMenu {
    if (!isKeybearerError(caught)) this.#parts.reportDefect(caught);
    return plainTrayMenu;
  }

  // A menu that is set anew closes under the user's hand on some desktops.
  #show(menu: TrayMenu): void {
    const shown = JSON.stringify(menu);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#parts.shell.setTray(menu, (action) => void this.#do(action).catch(this.#parts.reportDefect));
  }

  async #do(action: TrayAction): Promise<void> {
    const { shell, call } = this.#parts;
    if (action.kind === 'quit') shell.quit();
    else if (action.kind === 'lock') await call('vault.lock', {});
    else if (action.kind === 'clear') await this.#clear();
    else if (action.kind === 'copy') await this.#copy(action);
    else if (action.kind === 'show') this.#toWindow({ id: action.id, copy: false });
    else shell.focus();
  }

  /** What has to be asked, and what fails, is asked and told in the window: it does the same again there. */
  async #copy({ id, format }: Extract<TrayAction, { kind: 'copy' }>): Promise<void> {
    const copied = await this.#parts.call('keys.copy', { id, format, withSecret: true, confirmed: false });
    if (!copied.ok) this.#toWindow({ id, copy: true });
  }

  /** That it could not be cleared is told where there is room for it (B6): the window still shows what is held. */
  async #clear(): Promise<void> {
    const { shell, call } = this.#parts;
    if (!(await call('clipboard.clear', {})).ok) shell.focus();
  }

  #toWindow(show: { readonly id: string; readonly copy: boolean }): void {
    this.#parts.shell.focus();
    this.#parts.tell('keys.show', show);
  }
}
