/** `keybearer edit NAME`: changes what is known of a key, or its secret. */
import { Command } from 'commander';
import { KeybearerError } from '../../../shared/errors.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { KeyFields } from '../../vault/use-cases/key-fields.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { addKeyOptions, type KeyOptions, readKeyFields } from '../key-options.ts';
import { readSecret } from '../secret-input.ts';
import { bothSides, indexSide, withVault } from '../session.ts';

interface EditOptions extends KeyOptions, GlobalOptions {
  readonly name?: string;
  readonly secret?: boolean;
}

export function editCommand(cli: Cli): Command {
  return addKeyOptions(new Command('edit').description('change a key, or its secret').argument('<name>'))
    .option('--name <new>', 'rename it')
    .option('--secret', 'replace the secret (asked for, or on stdin); the old one is kept for "undo"')
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => edit(cli, name, command.optsWithGlobals()));
}

const examples = `
--origin, --header, --tag and --used-in replace what was there. An empty text
takes a field away: --account ''.

Examples:
  keybearer edit github-ci --expires 2027-03-01
  keybearer edit github-ci --secret --expires 90d < new-token.txt
  keybearer edit github-ci --tag ci --tag acme --account ''
  keybearer edit github-ci --used-in ~/src/site/.env \\
    --used-in 'GitHub secret GH_DEPLOY in acme/site' --renewal-file steps.txt`;

async function edit(cli: Cli, name: string, options: EditOptions): Promise<void> {
  const { editNeedsUnlock } = await import('../../vault/use-cases/edit-key.ts');
  const replaces = options.secret === true || options.fromFile !== undefined || options.part !== undefined;
  const fields: KeyFields = { ...(await readKeyFields(cli, options)), name: options.name };
  const changes = Object.values(fields).some((value) => value !== undefined);
  if (!replaces && !changes) throw new KeybearerError('invalid-input', { field: 'options', reason: 'nothing-to-do' });
  const sides = replaces || editNeedsUnlock(fields) ? bothSides : indexSide;
  await withVault(cli, options, sides, async (vault) => {
    if (replaces) await replace(cli, vault, name, fields, options);
    else await change(cli, vault, name, fields);
  });
}

async function change(cli: Cli, vault: Vault, name: string, fields: KeyFields): Promise<void> {
  const { editKey } = await import('../../vault/use-cases/edit-key.ts');
  const apiKey = await editKey(vault, name, fields);
  cli.terminal.say(`Changed "${apiKey.name}".`);
}

async function replace(cli: Cli, vault: Vault, name: string, fields: KeyFields, options: EditOptions): Promise<void> {
  const { replaceSecret } = await import('../../vault/use-cases/replace-secret.ts');
  const { findKey } = await import('../../vault/use-cases/find-key.ts');
  const { wipeSecret } = await import('../../vault/secret.ts');
  const before = await findKey(vault, name);
  const secret = await readSecret(cli, options, fields.policy?.headers ?? before.policy.headers);
  try {
    const apiKey = await replaceSecret(vault, name, secret, fields);
    cli.terminal.say(
      `Replaced the secret of "${apiKey.name}". The one before it is kept: "keybearer undo ${apiKey.name}".`,
    );
    sayLostExpiry(cli, before, apiKey);
  } finally {
    wipeSecret(secret);
  }
}

function sayLostExpiry({ terminal }: Cli, before: ApiKey, after: ApiKey): void {
  if (before.expiresAt === null || after.expiresAt !== null) return;
  terminal.say(`When the new secret expires is not known: say it with "keybearer edit ${after.name} --expires 90d".`);
}
