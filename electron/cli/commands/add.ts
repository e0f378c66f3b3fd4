/** `keybearer add NAME`: stores a key. */
import { Command } from 'commander';
import { usualHeader } from '../../../shared/catalogue/usual-headers.ts';
import { isKeybearerError } from '../../../shared/errors.ts';
import { expiryInWords } from '../../../shared/expiry.ts';
import { parseOrigin } from '../../../shared/origin.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { KeyFields } from '../../vault/use-cases/key-fields.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { type GivenSecret, readGivenSecret } from '../given-secret.ts';
import { addKeyOptions, type KeyOptions, readKeyFields } from '../key-options.ts';
import { bothSides, withVault } from '../session.ts';

export function addCommand(cli: Cli): Command {
  return addKeyOptions(
    new Command('add').description('store a key (its secret is asked for, or comes on stdin)').argument('<new-name>'),
  )
    .addHelpText('after', examples)
    .action((name: string, _options, command: Command) => add(cli, name, command.optsWithGlobals()));
}

const examples = `
A secret whose issuer is known by its form gets that issuer's header, origin and
environment variable; options win over them. It may come in a header line, a
curl command or an .env line: the secret alone is stored. Where nothing is known
the header is '${usualHeader}'.
The secret never stands on the command line: type it when asked, or pipe it in.
One line end is taken off.

Examples:
  keybearer add github-ci --expires 90d
  pass show datadog | keybearer add datadog --header 'DD-API-KEY: {secret}'
  keybearer add datadog --issuer datadog \\
    --part api_key=api.txt --part app_key=app.txt
  keybearer add mailgun --header 'Authorization: Basic {base64:api:{secret}}'
  keybearer add deploy-key --no-header --from-file id.pem`;

async function add(cli: Cli, name: string, options: KeyOptions & GlobalOptions): Promise<void> {
  const fields = await readKeyFields(cli, options);
  const stored = await withVault(cli, options, bothSides, async (vault) => {
    const [{ addKey }, { wipeSecret }, { requireFreeName }] = await Promise.all([
      import('../../vault/use-cases/add-key.ts'),
      import('../../vault/secret.ts'),
      import('../../vault/use-cases/find-key.ts'),
    ]);
    await requireFreeName(vault, name);
    const given = await readGivenSecret(cli, options, fields.policy?.headers);
    for (const note of given.notes) cli.terminal.say(note);
    try {
      const filled = await fillFields(cli, fields, given);
      return { apiKey: await addKey(vault, { ...filled, name }, given.secret), given };
    } finally {
      wipeSecret(given.secret);
    }
  });
  sayWhatIsStored(cli, stored.apiKey, stored.given);
}

/** What the user said, and what the issuer's entry says where the user said nothing. */
async function fillFields(cli: Cli, fields: KeyFields, given: GivenSecret): Promise<KeyFields> {
  const { issuer, match, headers, secret } = given;
  const usualName = secret.length === 1 && issuer?.parts.length === 1 ? issuer.parts[0]?.envNames[0] : undefined;
  const origins = fields.policy?.origins ?? (await originsOf(cli, issuer));
  return {
    ...fields,
    issuer: fields.issuer ?? issuer?.id,
    envName: fields.envName ?? match?.envName ?? usualName,
    policy: { ...fields.policy, headers, origins },
  };
}

/** Asks for the origin of an issuer that has another one for each customer. An empty answer leaves it open. */
async function originsOf({ terminal }: Cli, issuer: GivenSecret['issuer']): Promise<readonly string[]> {
  if (issuer === undefined || issuer.origins.length > 0) return issuer?.origins ?? [];
  if (issuer.use === 'environment' || !terminal.canAsk) return [];
  for (;;) {
    const typed = (await terminal.ask(`Where may it go? ${issuer.originAsked}, or empty: `)).trim();
    if (typed === '') return [];
    try {
      return [parseOrigin(typed)];
    } catch (caught) {
      if (!isKeybearerError(caught, 'origin-invalid')) throw caught;
      terminal.say('That is no origin. Write it as https://api.example.com');
    }
  }
}

function sayWhatIsStored({ terminal }: Cli, apiKey: ApiKey, { issuer, match }: GivenSecret): void {
  const { headers, origins } = apiKey.policy;
  terminal.say(`Stored "${apiKey.name}".`);
  // Where the user said whose it is, a form that others share is no news.
  const isNews = match !== undefined && match.confidence !== 'ambiguous';
  const why = isNews ? ` (${match.confidence}: ${match.reason.text})` : '';
  if (apiKey.issuer !== null) terminal.say(`  issuer   ${apiKey.issuer}${why}`);
  terminal.say(`  header   ${headers.length === 0 ? 'none' : headers.join('\n           ')}`);
  const asked = issuer?.originAsked === undefined ? 'one' : issuer.originAsked;
  terminal.say(
    `  origins  ${origins.length === 0 ? `none yet: add ${asked} with --origin before a tool may send it` : origins.join(', ')}`,
  );
  if (apiKey.envName !== null) terminal.say(`  variable ${apiKey.envName}`);
  const source = apiKey.expirySource === 'token' ? ', as the token says' : '';
  terminal.say(`  expires  ${expiryInWords(apiKey.expiresAt, Date.now())}${source}`);
}
