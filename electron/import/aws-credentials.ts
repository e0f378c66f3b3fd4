/** Reads `~/.aws/credentials`: sections with the parts of an AWS key. */
import type { Contents, Credential, LeftOut } from './item.ts';
import { textOf } from './text.ts';

interface Profile {
  readonly name: string;
  readonly line: number;
  readonly settings: Map<string, string>;
}

export function readAwsCredentials(bytes: Buffer): Contents {
  const items: Credential[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, line, settings } of profilesIn(textOf(bytes))) {
    const title = `aws-${name}`;
    const id = settings.get('aws_access_key_id') ?? '';
    const secret = settings.get('aws_secret_access_key') ?? '';
    if (settings.has('aws_session_token')) leftOut.push({ title, line, reason: 'temporary' });
    else if (id !== '' || secret !== '') items.push(keyOf(title, name, line, id, secret));
    else leftOut.push({ title, line, reason: 'kept-elsewhere' });
  }
  return { items, leftOut };
}

function keyOf(title: string, profile: string, line: number, id: string, secret: string): Credential {
  const parts = [
    { label: 'access_key_id', value: id },
    { label: 'secret_access_key', value: secret },
  ];
  return {
    nature: 'credential',
    title,
    line,
    account: profile,
    issuer: 'aws',
    tags: [],
    headers: [],
    origins: [],
    parts,
  };
}

function profilesIn(text: string): Profile[] {
  const profiles: Profile[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const section = /^\s*\[([^\]]{1,200})\]/.exec(line);
    const setting = /^\s*([a-z_]{1,64})\s*=\s*(.*)$/.exec(line);
    if (section !== null) profiles.push({ name: profileName(section[1]!), line: at + 1, settings: new Map() });
    else if (setting !== null) profiles.at(-1)?.settings.set(setting[1]!, setting[2]!.trim());
  }
  return profiles;
}

/** `[profile work]` is how the file beside it, `config`, writes what is `[work]` here. */
function profileName(section: string): string {
  return section.trim().replace(/^profile\s{1,40}/, '');
}
