/** `keybearer slot`: the ways to open the vault. */
import { Command } from 'commander';
import { isKeybearerError, KeybearerError } from '../../../shared/errors.ts';
import type { GuessLimit, SlotKind } from '../../vault/ports.ts';
import type { Slot } from '../../vault/slot.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { iso, jsonText } from '../key-json.ts';
import { bothSides, withVault } from '../session.ts';
import { table } from '../table.ts';
import { waitingTime } from '../waiting-time.ts';
import { rekeyCommand } from './rekey.ts';
import { slotAddCommand } from './slot-add.ts';

export function slotCommand(cli: Cli): Command {
  const slot = new Command('slot')
    .description('list, add or remove the ways to open the vault; give it new keys')
    .addHelpText('after', examples);
  slot
    .command('list')
    .description('list them')
    .option('--json', 'as JSON')
    .action((_options, command: Command) => list(cli, command.optsWithGlobals()));
  slot
    .command('remove')
    .description('remove one')
    .argument('<id>', 'the beginning of its id, at least 4 digits')
    .option('--yes', 'do not ask')
    .action((id: string, _options, command: Command) => remove(cli, id, command.optsWithGlobals()));
  return slot.addCommand(slotAddCommand(cli)).addCommand(rekeyCommand(cli));
}

const examples = `
Examples:
  keybearer slot list
  keybearer slot add recovery       a new code, when the old one is lost
  keybearer slot add tpm            bound to this machine's TPM
  keybearer slot add passphrase     a second way in that needs no keychain
  keybearer slot remove 3fa2
  keybearer slot rekey              shut out older copies of the vault file`;

const protectsAgainst: Record<SlotKind, string> = {
  keychain: 'your login keychain',
  tpm: "this machine's TPM",
  passphrase: 'a passphrase you type',
  recovery: 'the code you wrote down',
};

async function list(cli: Cli, options: GlobalOptions & { json?: boolean }): Promise<void> {
  const { terminal } = cli;
  const slots = await withVault(cli, options, [], async (vault) =>
    Promise.all((await vault.slots()).map((slot) => describe(vault, slot))),
  );
  if (options.json) return terminal.out(jsonText(slots));
  const columns = [
    { title: 'ID', text: (slot: Described) => slot.id.slice(0, 8), always: true },
    { title: 'KIND', text: (slot: Described) => slot.kind, always: true },
    { title: 'PIN', text: (slot: Described) => (slot.pin ? 'yes' : '') },
    { title: 'CREATED', text: (slot: Described) => slot.createdAt?.slice(0, 10) ?? '' },
    { title: 'OPENS WITH', text: (slot: Described) => protectsAgainst[slot.kind] },
    ...(slots.some((slot: Described) => slot.triesLeft !== undefined) ? [{ title: 'TRIES', text: guessText }] : []),
  ];
  return terminal.out(table(columns, slots, terminal.columns, terminal.hasColour));
}

type Described = Awaited<ReturnType<typeof describe>> & Partial<Guesses>;

async function describe(vault: Vault, slot: Slot) {
  const pin = vault.parts.protectors[slot.kind].needsPin(slot.body);
  const described = { id: slot.id.toString('hex'), kind: slot.kind, pin, createdAt: iso(slot.createdAt) };
  return { ...described, ...(pin && (await guessLimit(vault, slot))) };
}

type Guesses = { readonly [Member in keyof GuessLimit]: GuessLimit[Member] | null };

/** Null where it cannot be told: a list does not fail for a TPM that does not answer. */
async function guessLimit(vault: Vault, slot: Slot): Promise<Guesses | undefined> {
  try {
    return await vault.parts.protectors[slot.kind].guessLimit?.(slot.body);
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    return { triesLeft: null, waitSeconds: null };
  }
}

function guessText({ triesLeft, waitSeconds }: Described): string {
  if (triesLeft === undefined) return '';
  if (triesLeft === null) return '?';
  return triesLeft > 0 ? `${triesLeft} left` : `none for ${waitingTime(waitSeconds ?? 0)}`;
}

async function remove(cli: Cli, id: string, options: GlobalOptions & { yes?: boolean }): Promise<void> {
  const { terminal } = cli;
  const { findSlot, removeSlot } = await import('../../vault/use-cases/slots.ts');
  const removed = await withVault(cli, options, bothSides, async (vault) => {
    const slot = findSlot(await vault.slots(), id);
    const what = `the ${slot.kind} slot ${slot.id.toString('hex').slice(0, 8)}`;
    if (!options.yes && !terminal.canAsk) throw new KeybearerError('confirmation-needed', { name: what });
    if (!options.yes && !(await terminal.confirm(`Remove ${what}?`))) throw new KeybearerError('cancelled');
    return removeSlot(vault, slot.id.toString('hex'));
  });
  terminal.say(`Removed the ${removed.kind} slot.`);
  terminal.say(
    'Older copies of the vault file still open with it. "keybearer slot rekey" shuts them out of what comes.',
  );
}
