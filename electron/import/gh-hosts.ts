/** Reads `hosts.yml` of the GitHub CLI. Newer ones leave the token to the system's keyring. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import type { Contents, Credential, LeftOut } from './item.ts';
import { textOf } from './text.ts';

// Where nothing follows a name, the plainest schema of YAML has an empty text.
const nothing = z.literal('');
const token = z.optional(z.string());
const user = z.union([z.object({ oauth_token: token }), nothing]);
const hostsSchema = z.record(
  z.string(),
  z.object({ user: token, oauth_token: token, users: z.optional(z.union([z.record(z.string(), user), nothing])) }),
);
type Host = z.infer<typeof hostsSchema>[string];

/** A dozen hosts; what is longer is another file. */
const maxBytes = 256 * 1024;

export async function readGhHosts(bytes: Buffer): Promise<Contents> {
  const parsed = hostsSchema.safeParse((await yamlOf(bytes)) || {});
  if (!parsed.success) throw new KeybearerError('source-malformed', { reason: 'fields' });
  const items: Credential[] = [];
  const leftOut: LeftOut[] = [];
  for (const [name, host] of Object.entries(parsed.data)) {
    const tokens = tokensOf(host);
    items.push(...tokens.map(([user, secret]) => credentialOf(name, user, secret)));
    if (tokens.length === 0)
      leftOut.push({ title: titleOf(name, host.user ?? ''), line: null, reason: 'kept-elsewhere' });
  }
  return { items, leftOut };
}

async function yamlOf(bytes: Buffer): Promise<unknown> {
  if (bytes.length > maxBytes) throw new KeybearerError('source-malformed', { reason: 'too-long', max: maxBytes });
  const { parse } = await import('yaml');
  try {
    return parse(textOf(bytes), { schema: 'failsafe', maxAliasCount: 0, logLevel: 'error' });
  } catch (cause) {
    // Its own errors quote the text, and too deep a nesting is a RangeError.
    if (cause instanceof KeybearerError) throw cause;
    throw new KeybearerError('source-malformed', { reason: 'yaml' });
  }
}

/** User and token: the active user's stands beside the list as well. */
function tokensOf({ user, oauth_token, users }: Host): [user: string, secret: string][] {
  const tokens = new Map(
    Object.entries(users || {}).map(([name, entry]) => [name, entry === '' ? '' : entry.oauth_token]),
  );
  if (oauth_token) tokens.set(user ?? '', oauth_token);
  return [...tokens].flatMap(([name, secret]) => (secret ? [[name, secret] as [string, string]] : []));
}

function titleOf(host: string, user: string): string {
  return ['gh', host === 'github.com' ? '' : host, user].filter((word) => word !== '').join('-');
}

function credentialOf(host: string, user: string, secret: string): Credential {
  return {
    nature: 'credential',
    title: titleOf(host, user),
    line: null,
    account: user || undefined,
    issuer: 'github',
    tags: [],
    origins: [host === 'github.com' ? 'https://api.github.com' : `https://${host}`],
    parts: [{ label: 'secret', value: secret }],
  };
}
