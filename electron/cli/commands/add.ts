/** `keybearer add NAME`: stores a key. */
import { Command } from 'commander';
import { expiryInWords } from '../../../shared/expiry.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { addKeyOptions, type KeyOptions, readKeyFields } from '../key-options.ts';
import { readSecret } from '../secret-input.ts';
import { bothSides, withVault } from '../session.ts';

/** What most issuers take; --header and --no-header say otherwise. */
const usualHeader = 'Authorization: Bearer {secret}';

export function addCommand(cli: Cli): Command {
  return addKeyOptions(
    new Command('add').description('store a key (its secret is asked for, or comes on stdin)').argument('<name>'),
  )
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => add(cli, name, command.optsWithGlobals()));
}

const examples = `
Without --header or --no-header the header is '${usualHeader}'.
The secret never stands on the command line: type it when asked, or pipe it in. One line end is taken off.

Examples:
  keybearer add github-ci --issuer github --origin https://api.github.com --expires 90d
  pass show datadog | keybearer add datadog --header 'DD-API-KEY: {secret}'
  keybearer add datadog --header 'DD-API-KEY: {api_key}' --header 'DD-APPLICATION-KEY: {app_key}' \\
                --part api_key=api.txt --part app_key=app.txt
  keybearer add mailgun --header 'Authorization: Basic {base64:api:{secret}}'
  keybearer add deploy-key --no-header --from-file id.pem`;

async function add(cli: Cli, name: string, options: KeyOptions & GlobalOptions): Promise<void> {
  const fields = await readKeyFields(cli, options);
  const headers = fields.policy?.headers ?? [usualHeader];
  const apiKey = await withVault(cli, options, bothSides, async (vault) => {
    const [{ addKey }, { wipeSecret }, { requireFreeName }] = await Promise.all([
      import('../../vault/use-cases/add-key.ts'),
      import('../../vault/secret.ts'),
      import('../../vault/use-cases/find-key.ts'),
    ]);
    await requireFreeName(vault, name);
    const secret = await readSecret(cli, options, headers);
    try {
      return await addKey(vault, { ...fields, name, policy: { ...fields.policy, headers } }, secret);
    } finally {
      wipeSecret(secret);
    }
  });
  sayWhatIsStored(cli, apiKey);
}

function sayWhatIsStored({ terminal }: Cli, apiKey: ApiKey): void {
  const { headers, origins } = apiKey.policy;
  terminal.say(`Stored "${apiKey.name}".`);
  terminal.say(`  header   ${headers.length === 0 ? 'none' : headers.join('\n           ')}`);
  terminal.say(
    `  origins  ${origins.length === 0 ? 'none yet: add one with --origin before a tool may send it' : origins.join(', ')}`,
  );
  const source = apiKey.expirySource === 'token' ? ', as the token says' : '';
  terminal.say(`  expires  ${expiryInWords(apiKey.expiresAt, Date.now())}${source}`);
}
