/** Twelve made-up keys in every state of expiry, stored as `keybearer add` would. */

import type { Secret } from '../../electron/vault/secret.ts';
import { addKey } from '../../electron/vault/use-cases/add-key.ts';
import type { KeyFields } from '../../electron/vault/use-cases/key-fields.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { Issuer } from '../../shared/catalogue/issuer.ts';
import { madeUpSecret } from '../../test/support/made-up-secret.ts';
import { SeededRandom } from '../../test/support/seeded-random.ts';

interface Sample extends KeyFields {
  readonly name: string;
  readonly issuer: string;
  /** From today; absent: it does not expire. */
  readonly days?: number;
  /** Where its issuer has another one for each customer. */
  readonly origin?: string;
}

const samples: readonly Sample[] = [
  {
    name: 'workload-protection',
    issuer: 'trend-server-workload',
    environment: 'production',
    days: -2,
    origin: 'https://dsm.example.com:4119',
  },
  {
    name: 'github-ci',
    issuer: 'github',
    account: 'acme-bot',
    environment: 'CI',
    tags: ['deploy'],
    days: 3,
    renewal: Buffer.from('Settings, Developer settings, Fine-grained tokens: regenerate it, then update both places.'),
    places: ['~/src/site/.env', 'GitHub Actions secret GH_DEPLOY in acme/site'],
  },
  { name: 'gitlab-deploy', issuer: 'gitlab', account: 'group token', tags: ['deploy'], days: 12 },
  { name: 'sentry-release', issuer: 'sentry', environment: 'CI', days: 26 },
  { name: 'openai-eval', issuer: 'openai', account: 'project evals', days: 60 },
  { name: 'digitalocean-backup', issuer: 'digitalocean', account: 'acme', days: 64 },
  { name: 'cloudflare-dns', issuer: 'cloudflare', account: 'acme.dev', days: 152 },
  { name: 'datadog-metrics', issuer: 'datadog', account: 'EU', days: 245 },
  { name: 'anthropic-dev', issuer: 'anthropic', account: 'personal' },
  { name: 'huggingface-read', issuer: 'hugging-face', account: 'personal' },
  { name: 'linear-scripts', issuer: 'linear', account: 'acme' },
  { name: 'stripe-test', issuer: 'stripe', environment: 'test mode', policy: { askBeforeUse: true } },
];

export async function addSampleKeys(vault: Vault): Promise<void> {
  const random = new SeededRandom(12);
  for (const { days, origin, issuer: id, policy, ...fields } of samples) {
    const issuer = findIssuer(id);
    if (issuer === undefined) throw new Error(`no issuer ${id}`);
    const origins = origin === undefined ? issuer.origins : [origin];
    const expiresAt = days === undefined ? null : endOfDay(days);
    const envName = issuer.parts.length === 1 ? issuer.parts[0]?.envNames[0] : undefined;
    const whole = {
      ...fields,
      issuer: id,
      envName,
      expiresAt,
      policy: { ...policy, headers: issuer.headers, origins },
    };
    await addKey(vault, whole, secretOf(issuer, random));
  }
}

function secretOf(issuer: Issuer, random: SeededRandom): Secret {
  return issuer.parts.map(({ name, shapes: [shape] }) => ({
    name,
    bytes: Buffer.from(shape === undefined ? `made-up-${name}` : madeUpSecret(shape, random)),
  }));
}

function endOfDay(days: number): number {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return date.setHours(23, 59, 59, 0);
}
