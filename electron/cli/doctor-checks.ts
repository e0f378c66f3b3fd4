/** The checks of `keybearer doctor`, in the order in which things depend on each other. */
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';
import type { Settings } from '../compose.ts';
import type { Slot } from '../vault/slot.ts';
import type { VaultCheck } from '../vault/use-cases/check-vault.ts';
import type { Vault } from '../vault/vault.ts';
import type { Cli, GlobalOptions } from './cli.ts';
import { checkDesktop } from './doctor-desktop.ts';
import { checkTpms } from './doctor-tpm.ts';
import { errorText } from './error-text.ts';
import { findingText } from './findings.ts';
import { bothSides, settingsOf, withVault } from './session.ts';

export interface Check {
  /** What was looked at. */
  readonly what: string;
  readonly state: 'good' | 'bad' | 'unknown';
  readonly says: string;
  /** The next step, where there is one. */
  readonly todo: string | null;
}

const good = (what: string, says: string): Check => ({ what, state: 'good', says, todo: null });

export async function runChecks(cli: Cli, globals: GlobalOptions): Promise<Check[]> {
  const settings = await settingsOf(cli, globals);
  const slots = await readSlots(settings);
  const checks = [
    checkNode(),
    await checkKeychain(settings, slots),
    ...(await checkTpms(settings, slots)),
    ...(await checkDesktop(cli, globals)),
  ];
  const { vaultExists } = await import('../compose.ts');
  if (!vaultExists(settings)) {
    return [
      ...checks,
      { what: 'vault', state: 'unknown', says: `none in ${settings.path}`, todo: 'run "keybearer init" to create one' },
    ];
  }
  return [...checks, ...(await checkPermissions(settings)), ...(await checkVaultFile(cli, globals))];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 13);
  if (fits) return good('Node', `${process.versions.node}, SQLite ${process.versions.sqlite}`);
  return {
    what: 'Node',
    state: 'bad',
    says: `${process.versions.node} is too old`,
    todo: 'start Keybearer by its launcher, which brings its own',
  };
}

/** Read without unlocking anything. A file that cannot be opened is told by the check of it. */
async function readSlots(settings: Settings): Promise<readonly Slot[] | undefined> {
  const { openVault, vaultExists } = await import('../compose.ts');
  if (!vaultExists(settings)) return undefined;
  try {
    const vault = await openVault(settings);
    return await vault.slots().finally(() => vault.close());
  } catch (caught) {
    if (isKeybearerError(caught)) return undefined;
    throw caught;
  }
}

/** A keychain that no slot of the vault needs is nothing bad. */
async function checkKeychain(settings: Settings, slots: readonly Slot[] | undefined): Promise<Check> {
  const { composeParts } = await import('../compose.ts');
  const availability = await composeParts(settings).protectors.keychain.availability();
  if (availability.available) return good('keychain', 'it answers, and is unlocked');
  const { error, hint } = errorText(new KeybearerError(availability.code, availability.details));
  const needed = slots?.some((slot) => slot.kind === 'keychain') ?? true;
  return {
    what: 'keychain',
    state: needed ? 'bad' : 'unknown',
    says: error,
    todo: todoFor[availability.code] ?? hint ?? null,
  };
}

/** Where the error's own hint would send the user to doctor, which is here. */
const todoFor: Partial<Record<string, string>> = {
  'keychain-unavailable':
    'start a Secret Service (gnome-keyring, KWallet, KeePassXC) in this session; DBUS_SESSION_BUS_ADDRESS must name its bus. A vault with a passphrase does without',
  'keychain-failed': 'look at the log of your keychain; a vault with a passphrase does without',
};

async function checkPermissions({ path, platform }: Settings): Promise<Check[]> {
  const { loosePermissions } = await import('../compose.ts');
  const loose = loosePermissions(path, platform);
  if (loose.length === 0) return [good('permissions', 'file and folder are for you alone')];
  return loose.map((entry) => ({
    what: 'permissions',
    state: 'bad',
    says: `others may open ${entry.path} (mode ${entry.mode.toString(8)})`,
    todo: `run: chmod ${entry.want.toString(8)} '${entry.path.replaceAll("'", "'\\''")}'`,
  }));
}

async function checkVaultFile(cli: Cli, globals: GlobalOptions): Promise<Check[]> {
  try {
    // Opening checks format and schema; the slots are then tried as any command would.
    return await withVault(cli, globals, bothSides, checkContents);
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    const { error, hint } = errorText(caught);
    return [
      {
        what: 'vault',
        state: needsTyping.includes(caught.code) ? 'unknown' : 'bad',
        says: error,
        todo: damageTodo(caught.code) ?? hint ?? null,
      },
    ];
  }
}

const needsTyping = ['pin-needed', 'passphrase-needed', 'recovery-code-needed'];

async function checkContents(vault: Vault): Promise<Check[]> {
  const [{ checkVault }, slots, leftovers] = await Promise.all([
    import('../vault/use-cases/check-vault.ts'),
    vault.slots(),
    vault.parts.store.read((rows) => rows.leftovers()),
  ]);
  const checked = await checkVault(vault);
  const checks = [good('vault', `opens; ${slots.length} slots: ${slots.map((slot) => slot.kind).join(', ')}`)];
  if (leftovers.length > 0)
    checks.push(
      good('keychain items', `${leftovers.length} left by an interrupted change; the next change of slots sweeps them`),
    );
  return [...checks, ...contentChecks(checked)];
}

function contentChecks({ findings, keys, inTrash, events }: VaultCheck): Check[] {
  if (findings.length === 0)
    return [
      good('records', `${keys} keys, ${inTrash} in the trash: all of them open, none missing`),
      good('audit log', `${events} events, whole and confirmed`),
    ];
  return findings.map((finding) => ({
    what: finding.where,
    state: 'bad',
    says: findingText(finding).error,
    todo: damageTodo(finding.code) ?? null,
  }));
}

function damageTodo(code: string): string | undefined {
  const damage = ['record-corrupt', 'manifest-mismatch', 'audit-broken', 'secret-not-found', 'slot-damaged'];
  if (damage.includes(code)) {
    return 'copy the vault file elsewhere, put back a backup if you have one; else "keybearer slot rekey --drop-damaged" keeps all that opens';
  }
  return code === 'vault-damaged' ? 'copy the vault file elsewhere, then put back a backup' : undefined;
}
