/** `keybearer audit`: who did what, and whether the log is whole. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import { parseExpiry } from '../../../shared/expiry.ts';
import { localTime } from '../../../shared/local-time.ts';
import type { AuditLog, NumberedEvent } from '../../vault/use-cases/audit-log.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { iso, jsonText } from '../key-json.ts';
import { bothSides, indexSide, withVault } from '../session.ts';
import { table } from '../table.ts';

interface AuditOptions extends GlobalOptions {
  readonly verify?: boolean;
  readonly prune?: string;
  readonly json?: boolean;
}

export function auditCommand(cli: Cli): Command {
  return new Command('audit')
    .description('show the audit log: who used which key, when and for what')
    .option('--verify', 'check that no event was removed, changed or put in')
    .option('--prune <date>', 'delete the events before a day: 2026-01-31')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  keybearer audit\n  keybearer audit --verify\n  keybearer audit --json | jq \'.[] | select(.action == "secret-revealed")\'',
    )
    .action((_options, command: Command) => audit(cli, command.optsWithGlobals()));
}

async function audit(cli: Cli, options: AuditOptions): Promise<void> {
  const { readAuditLog } = await import('../../vault/use-cases/audit-log.ts');
  if (options.prune !== undefined) return prune(cli, options.prune, options);
  // The confirmation is sealed under the secret key, so verifying unlocks; reading does not.
  const log = await withVault(cli, options, options.verify ? bothSides : indexSide, readAuditLog);
  if (options.verify) return verify(cli, log, options);
  const { terminal } = cli;
  if (options.json) return terminal.out(jsonText(log.events.map((event) => ({ ...event, at: iso(event.at) }))));
  if (log.events.length === 0) return terminal.say('No events.');
  return terminal.out(table(columns, log.events, terminal.columns, terminal.hasColour));
}

async function verify({ terminal, setExitCode }: Cli, log: AuditLog, { json }: AuditOptions): Promise<void> {
  const { isWhole } = await import('../../vault/use-cases/audit-log.ts');
  const { events, ...facts } = log;
  const whole = isWhole(log);
  if (!whole) setExitCode(exitCodes.damaged);
  if (json) return terminal.out(jsonText({ whole, events: events.length, ...facts }));
  if (log.prunedSeq > 0) await terminal.out(`Events up to number ${log.prunedSeq} were pruned.\n`);
  if (log.brokenAt !== null)
    return terminal.out(`The audit log is broken from event ${log.brokenAt} on: events were removed or altered.\n`);
  if (!whole)
    return terminal.out('The audit log was rewritten: its chain is not the one that the secret key confirmed.\n');
  const later = log.lastSeq - (log.confirmedSeq ?? 0);
  const unconfirmed = later === 0 ? '' : ` The last ${later} were written while the vault was locked.`;
  return terminal.out(
    `The audit log is whole: ${events.length} events, confirmed up to number ${log.confirmedSeq}.${unconfirmed}\n`,
  );
}

async function prune(cli: Cli, day: string, options: AuditOptions): Promise<void> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new KeybearerError('expiry-invalid', { text: day });
  const midnight = new Date(parseExpiry(day, 0) ?? 0).setHours(0, 0, 0, 0);
  const { pruneAuditLog } = await import('../../vault/use-cases/audit-log.ts');
  const deleted = await withVault(cli, options, bothSides, (vault) => pruneAuditLog(vault, midnight));
  cli.terminal.say(deleted === 0 ? 'Nothing to prune.' : `Pruned ${deleted} events.`);
}

const columns = [
  { title: 'TIME', text: (event: NumberedEvent) => localTime(event.at), always: true },
  { title: 'ACTION', text: (event: NumberedEvent) => event.action, always: true },
  { title: 'KEY', text: (event: NumberedEvent) => event.keyName ?? '', always: true },
  { title: 'DESTINATION', text: (event: NumberedEvent) => event.destination ?? '' },
  { title: 'PROGRAM', text: (event: NumberedEvent) => event.executable },
  { title: 'BY', text: (event: NumberedEvent) => event.surface },
];
