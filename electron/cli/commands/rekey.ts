/** `keybearer slot rekey`: new vault keys, everything sealed anew. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { Slot } from '../../vault/slot.ts';
import { normaliseTyped } from '../../vault/typed.ts';
import type { RekeyPlan } from '../../vault/use-cases/rekey.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { findingText } from '../findings.ts';
import { offerRecoveryCode, type RecoveryCodeOffer } from '../recovery-code-offer.ts';
import { repeated } from '../repeated.ts';
import { bothSides, type SessionCredentials, withVault } from '../session.ts';
import { givenPassphrase } from '../typed-credentials.ts';

interface RekeyOptions extends GlobalOptions {
  readonly drop?: string[];
  readonly dropDamaged?: boolean;
}

export function rekeyCommand(cli: Cli): Command {
  return new Command('rekey')
    .description('give the vault new keys, so that slots of older copies open nothing new')
    .option('--drop <id>', 'remove this slot instead of making it anew (repeat for more)', repeated)
    .option('--drop-damaged', 'leave behind records that do not open')
    .addHelpText('after', examples)
    .action((_options, command: Command) => rekey(cli, command.optsWithGlobals()));
}

const examples = `
A keychain slot is made anew by itself. A passphrase slot takes its passphrase
(asked for, or --passphrase-file), a recovery slot gets a new code (shown once,
or --recovery-code-file).

Example:
  keybearer slot rekey --drop 3fa2`;

async function rekey(cli: Cli, options: RekeyOptions): Promise<void> {
  const [{ rekeyVault }, { findSlot }] = await Promise.all([
    import('../../vault/use-cases/rekey.ts'),
    import('../../vault/use-cases/slots.ts'),
  ]);
  const work = async (vault: Vault, credentials: SessionCredentials) => {
    const slots = await vault.slots();
    const drop = new Set((options.drop ?? []).map((id) => findSlot(slots, id).id.toString('hex')));
    const kept = slots.filter((slot) => !drop.has(slot.id.toString('hex')));
    const offer = await meetOwners(cli, options, kept, credentials);
    try {
      const plan: RekeyPlan = {
        credentials: { ...credentials, recoveryCode: offer?.code },
        drop,
        dropDamaged: options.dropDamaged === true,
      };
      return await rekeyVault(vault, plan);
    } catch (caught) {
      offer?.withdraw();
      throw caught;
    } finally {
      offer?.code.fill(0);
    }
  };
  const leftBehind = await withVault(cli, options, bothSides, work, { makesRecoveryCode: true });
  for (const finding of leftBehind) cli.terminal.say(`Left behind: ${findingText(finding).error}`);
  cli.terminal.say(
    'The vault has new keys, and everything in it is sealed anew. Remove older copies of the file where you can.',
  );
}

/** Gets what the slots that are kept need from their owners. */
async function meetOwners(
  cli: Cli,
  options: RekeyOptions,
  kept: readonly Slot[],
  credentials: SessionCredentials,
): Promise<RecoveryCodeOffer | undefined> {
  const { terminal } = cli;
  const owned = (kind: Slot['kind']) => kept.find((slot) => slot.kind === kind);
  if (owned('passphrase') && credentials.passphrase === undefined) {
    credentials.passphrase =
      (await givenPassphrase(cli, options)) ??
      (terminal.canAsk ? normaliseTyped(await terminal.askHidden("The passphrase slot's passphrase: ")) : undefined);
  }
  const recovery = owned('recovery');
  if (recovery === undefined) return undefined;
  if (options.recoveryCodeFile === undefined && !terminal.canAsk) {
    throw new KeybearerError('slot-needs-owner', { slotId: recovery.id.toString('hex'), kind: 'recovery' });
  }
  return offerRecoveryCode(cli, options);
}
