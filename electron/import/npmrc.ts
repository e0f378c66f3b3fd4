/** Reads .npmrc: the credentials of each registry. @see https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration */
import type { Contents, Credential } from './item.ts';
import { textOf } from './text.ts';

const setting =
  /^\s*(?:\/\/([^\s=:]{1,253}(?::\d{1,5})?[^\s=:]{0,500}):)?(_authToken|_auth|_password|username)\s*=(.*)$/;

interface Registry {
  readonly host: string | undefined;
  readonly settings: Map<string, { value: string; line: number }>;
}

export function readNpmrc(bytes: Buffer): Contents {
  const registries = new Map<string, Registry>();
  for (const [at, text] of textOf(bytes).split('\n').entries()) {
    const match = setting.exec(text);
    if (match === null) continue;
    const [, host, name, value] = match;
    const registry = registries.get(host ?? '') ?? { host, settings: new Map() };
    registry.settings.set(name!, { value: value!.trim().replace(/^(["'])(.*)\1$/, '$2'), line: at + 1 });
    registries.set(host ?? '', registry);
  }
  return { items: [...registries.values()].flatMap(credentialsOf), leftOut: [] };
}

function credentialsOf({ host, settings }: Registry): Credential[] {
  const of = (name: string) => settings.get(name);
  const common = commonOf(host);
  const [token, basic, username, password] = [of('_authToken'), of('_auth'), of('username'), of('_password')];
  const found: Credential[] = [];
  if (token !== undefined) found.push({ ...common, ...plain(token, 'Authorization: Bearer {secret}') });
  // Base64 of user:password, as it is sent.
  if (basic !== undefined) found.push({ ...common, ...plain(basic, 'Authorization: Basic {secret}') });
  if (username !== undefined && password !== undefined)
    found.push({
      ...common,
      line: password.line,
      account: username.value,
      headers: ['Authorization: Basic {base64:{username}:{password}}'],
      parts: [
        { label: 'username', value: username.value },
        { label: 'password', value: isReference(password.value) ? password.value : fromBase64(password.value) },
      ],
    });
  return found;
}

function commonOf(registry: string | undefined) {
  const host = registry?.split('/')[0];
  const origins = host === undefined ? [] : [`https://${host}`];
  return { nature: 'credential' as const, title: `npm-${host ?? 'default'}`, issuer: 'npm', tags: [], origins };
}

function plain({ value, line }: { value: string; line: number }, header: string) {
  return { line, headers: [header], parts: [{ label: 'secret', value }] };
}

function isReference(value: string): boolean {
  return value.includes('${');
}

function fromBase64(value: string): string {
  return Buffer.from(value, 'base64').toString();
}
