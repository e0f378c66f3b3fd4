/** `keybearer copy NAME`: a key on the clipboard, for a while. */
import { Command, Option } from 'commander';
import { clearAfterInWords, parseClearAfter } from '../../../shared/clear-after.ts';
import { type CopyFormatName, copyFormatNames } from '../../delivery/format-names.ts';
import type { ApiKey } from '../../vault/api-key.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Cli, GlobalOptions } from '../cli.ts';
import { deliveryTo, warnIfExpired } from '../delivery.ts';
import { bothSides, withVault } from '../session.ts';

interface CopyOptions extends GlobalOptions {
  readonly format?: CopyFormatName;
  readonly part?: string;
  readonly clearAfter: string;
  readonly clear?: boolean;
}

export function copyCommand(cli: Cli): Command {
  return new Command('copy')
    .description('put a key on the clipboard, which is cleared after a while')
    .argument('[name]')
    .addOption(new Option('--format <format>', 'the form; raw is the secret itself').choices(copyFormatNames))
    .option('--part <part>', 'only this part of a secret of several, as raw')
    .option('--clear-after <time>', '1s to 1h (30s, 5m), or never', '30s')
    .option('--clear', 'clear now what was copied, if it is still there')
    .addHelpText('after', examples)
    .action((name: string | undefined, _options, command: Command) => run(cli, name, command));
}

const examples = `
Without --format it is the header line of a key that has a header, else the
secret itself. No line end follows it. It is cleared only if it is still there.
Each use is written into the audit log before the secret leaves.

Examples:
  keybearer copy github-ci                      Authorization: Bearer ...
  keybearer copy github-ci --format raw         the secret alone
  keybearer copy github-ci --format curl --clear-after 5m
  keybearer copy --clear`;

async function run(cli: Cli, name: string | undefined, command: Command): Promise<void> {
  const options: CopyOptions = command.optsWithGlobals();
  if (options.clear) {
    if (name !== undefined) command.error("error: option '--clear' takes no name");
    return clear(cli);
  }
  if (name === undefined) command.error("error: missing required argument 'name'");
  return copy(cli, name, options);
}

async function clear({ terminal, env, platform }: Cli): Promise<void> {
  const { composeClipboard } = await import('../../compose-clipboard.ts');
  const wasOurs = await composeClipboard({ env, platform }).clear();
  terminal.say(wasOurs ? 'Cleared the clipboard.' : 'Nothing that was copied from here is on the clipboard.');
}

async function copy(cli: Cli, name: string, options: CopyOptions): Promise<void> {
  const { composeClipboard } = await import('../../compose-clipboard.ts');
  const clearAfterMs = parseClearAfter(options.clearAfter);
  // It gets ready while the vault is opened, and is waited for before the secret is.
  const reaching = composeClipboard({ env: cli.env, platform: cli.platform }).reach();
  reaching.catch(() => undefined); // heard below, and not before a PIN has been asked for
  try {
    await withVault(cli, options, bothSides, async (vault) => {
      const clipboard = await reaching;
      const { apiKey, format, text } = await copiedText(cli, vault, name, options);
      await clipboard.put(text, clearAfterMs).finally(() => text.fill(0));
      tell(cli, apiKey, format, clearAfterMs);
    });
  } finally {
    await reaching.then(
      (clipboard) => clipboard.leave(),
      () => undefined,
    );
  }
}

async function copiedText(cli: Cli, vault: Vault, name: string, { format: asked, part }: CopyOptions) {
  const [{ findKey }, { copySecretAs }, { copyForm, usualCopyFormat }] = await Promise.all([
    import('../../vault/use-cases/find-key.ts'),
    import('../../vault/use-cases/deliver.ts'),
    import('../../delivery/copied.ts'),
  ]);
  const format = asked ?? (part === undefined ? usualCopyFormat(await findKey(vault, name)) : 'raw');
  const delivery = deliveryTo(cli, `clipboard, ${format}`);
  const { apiKey, secret: text } = await copySecretAs(vault, name, delivery, copyForm(format, part));
  return { apiKey, format, text };
}

const words: Readonly<Record<CopyFormatName, string>> = {
  raw: 'the bare secret',
  line: 'its header',
  curl: 'a curl command',
  httpie: 'an HTTPie command',
  fetch: 'a call of fetch',
  python: 'a request in Python',
  powershell: 'a PowerShell command',
  env: 'a line for .env',
  http: 'a request for an .http file',
  json: 'JSON',
};

function tell(cli: Cli, apiKey: ApiKey, format: CopyFormatName, clearAfterMs: number | null): void {
  const { terminal } = cli;
  const copied = `Copied "${apiKey.name}" as ${words[format]}.`;
  if (clearAfterMs === null) {
    terminal.say(copied);
    terminal.say(
      'keybearer: warning: it stays there until "keybearer copy --clear", or until something else is copied',
    );
  } else terminal.say(`${copied} The clipboard is cleared in ${clearAfterInWords(clearAfterMs)}.`);
  warnIfExpired(cli, apiKey);
}
