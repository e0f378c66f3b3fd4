/** The application behind the window in one process with the test: a scratch vault, a recording shell, calls by name. */
import { onTestFinished } from 'vitest';
import { type Application, startApplication } from '../../electron/desktop/application.ts';
import type { ScreenLock } from '../../electron/desktop/shell.ts';
import { fileIdentity, type VaultSource } from '../../electron/desktop/vault-source.ts';
import type { Notifier } from '../../electron/reminders/ports.ts';
import { createVaultFile, SqliteStore } from '../../electron/storage/sqlite-store.ts';
import { createVault } from '../../electron/vault/use-cases/create-vault.ts';
import { Vault } from '../../electron/vault/vault.ts';
import type { Input, Output, ProcedureName, Result } from '../../shared/contract.ts';
import { FakeClipboard } from '../fakes/fake-clipboard.ts';
import { FakeShell } from '../fakes/fake-shell.ts';
import { recoveryCode, Scratch } from './scratch.ts';

export class TestDesktop {
  readonly scratch: Scratch;
  readonly shell = new FakeShell();
  readonly clipboard = new FakeClipboard();
  /** What shows reminders, if anything does. */
  notifier: Notifier | undefined;
  screenLock: ScreenLock | undefined;
  /** What was no KeybearerError: none, as a rule. */
  readonly defects: unknown[] = [];
  application!: Application;

  constructor(scratch = new Scratch()) {
    this.scratch = scratch;
  }

  async start(): Promise<this> {
    this.application = await startApplication({
      source: sourceOf(this.scratch),
      shell: this.shell,
      clipboard: this.clipboard,
      clipboardHints: true,
      screenLock: this.screenLock,
      notifier: this.notifier && (async () => this.notifier!),
      version: '0.0.0-test',
      platform: 'linux',
      reportDefect: (caught) => this.defects.push(caught),
    });
    onTestFinished(() => this.application.close());
    return this;
  }

  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Result<P>> {
    return this.application.call(name, input) as Promise<Result<P>>;
  }

  /** A call that is expected to succeed. */
  async value<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> {
    const result = await this.call(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.code} ${JSON.stringify(result.details)}`);
    return result.value;
  }
}

/** A desktop over a vault with a keychain slot and a recovery slot, unlocked. */
export async function desktopWithVault(pin?: Buffer): Promise<TestDesktop> {
  const scratch = new Scratch();
  await (await scratch.create({ kinds: ['keychain', 'recovery'], credentials: { recoveryCode, pin } })).close();
  return new TestDesktop(scratch).start();
}

function sourceOf(scratch: Scratch): VaultSource {
  const parts = () => ({ ...scratch.parts(), caller: { surface: 'window', pid: 1, executable: 'test' } as const });
  return {
    path: scratch.path,
    exists: () => fileIdentity(scratch.path) !== undefined,
    identity: () => fileIdentity(scratch.path),
    open: async () => Vault.open({ ...parts(), store: await SqliteStore.open(scratch.path) }),
    create: (plan) =>
      createVault(
        parts(),
        (meta, heads, fill) => {
          createVaultFile(scratch.path, meta, heads, fill);
          return SqliteStore.open(scratch.path);
        },
        plan,
      ),
    availability: (kind) => parts().protectors[kind].availability(),
  };
}
