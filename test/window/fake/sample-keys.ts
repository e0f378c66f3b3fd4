/** Made-up keys in every state of expiry. */
import type { DetailsView, KeyView } from '../../../shared/contract/keys.ts';

const dayMs = 86_400_000;

function idAt(at: number): string {
  return at.toString(16).padStart(32, '0');
}

export function sampleKey(at: number, fields: Partial<KeyView> & Pick<KeyView, 'name'>): KeyView {
  return {
    id: idAt(at),
    issuer: null,
    account: null,
    environment: null,
    tags: [],
    headers: ['Authorization: Bearer {secret}'],
    origins: [],
    askBeforeUse: false,
    parts: ['secret'],
    envName: null,
    createdAt: Date.now() - (at + 40) * dayMs,
    expiresAt: null,
    expirySource: null,
    rotatedAt: null,
    hasPrevious: false,
    leadDays: null,
    page: null,
    managementUrl: null,
    removedAt: null,
    snoozedUntil: null,
    ...fields,
  };
}

/** The end of the local day that many days ahead. */
export function endOfDay(days: number): number {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return date.setHours(23, 59, 59, 0);
}

export function twelveKeys(): KeyView[] {
  const github = { issuer: 'github', origins: ['https://api.github.com'], page: 'https://github.com/settings/tokens' };
  return [
    {
      name: 'workload-protection',
      issuer: 'trend-server-workload',
      environment: 'production',
      expiresAt: endOfDay(-2),
      headers: ['api-secret-key: {secret}', 'api-version: v1'],
      origins: ['https://workload.us-1.cloudone.trendmicro.com'],
    },
    {
      name: 'github-ci',
      ...github,
      account: 'acme-bot',
      environment: 'CI',
      envName: 'GITHUB_TOKEN',
      expiresAt: endOfDay(3),
      rotatedAt: Date.now() - 89 * dayMs,
      leadDays: [14, 7, 3, 1],
      hasPrevious: true,
      tags: ['deploy'],
    },
    {
      name: 'gitlab-deploy',
      issuer: 'gitlab',
      account: 'group token',
      headers: ['PRIVATE-TOKEN: {secret}'],
      origins: ['https://gitlab.com'],
      expiresAt: endOfDay(12),
      page: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    },
    {
      name: 'npm-publish',
      issuer: 'npm',
      environment: 'CI',
      origins: ['https://registry.example.com'],
      expiresAt: endOfDay(26),
      tags: ['deploy'],
    },
    {
      name: 'openai-eval',
      issuer: 'openai',
      account: 'project evals',
      origins: ['https://api.openai.com'],
      envName: 'OPENAI_API_KEY',
      expiresAt: endOfDay(60),
    },
    { name: 'sentry-release', issuer: 'sentry', origins: ['https://sentry.io'], expiresAt: endOfDay(64) },
    {
      name: 'cloudflare-dns',
      issuer: 'cloudflare',
      account: 'acme.dev',
      origins: ['https://api.cloudflare.com'],
      expiresAt: endOfDay(152),
    },
    {
      name: 'datadog-metrics',
      issuer: 'datadog',
      account: 'EU',
      parts: ['api_key', 'application_key'],
      headers: ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY: {application_key}'],
      origins: ['https://api.datadoghq.eu'],
      expiresAt: endOfDay(245),
    },
    {
      name: 'anthropic-dev',
      issuer: 'anthropic',
      account: 'personal',
      headers: ['x-api-key: {secret}', 'anthropic-version: 2023-06-01'],
      origins: ['https://api.anthropic.com'],
    },
    { name: 'huggingface-read', issuer: 'hugging-face', account: 'personal', origins: ['https://huggingface.co'] },
    {
      name: 'stripe-live',
      issuer: 'stripe',
      account: 'acme',
      environment: 'production',
      origins: ['https://api.stripe.com'],
      askBeforeUse: true,
      tags: ['money'],
    },
    {
      name: 'deploy-certificate',
      headers: [],
      environment: 'production',
      envName: 'DEPLOY_PEM',
      expiresAt: endOfDay(0),
    },
  ].map((fields, at) => sampleKey(at + 1, fields));
}

/** Names and texts that somebody else wrote. */
export function hostileKeys(): KeyView[] {
  const markup = '<img src=x onerror="document.title=\'owned\'">';
  const reversed = '\u05e9\u05dc\u05d5\u05dd gpj.exe';
  const long = 'w'.repeat(128);
  const emoji = '👩‍👩‍👧‍👦🏳️‍🌈 tōkén';
  return [markup, reversed, long, emoji].map((name, at) =>
    sampleKey(at + 1, {
      name,
      issuer: at === 2 ? 'x'.repeat(200) : name.slice(0, 128),
      account: name,
      environment: name.slice(0, 60),
      tags: [name.slice(0, 64)],
      envName: at === 2 ? 'V'.repeat(128) : null,
      headers: [`X-${'H'.repeat(100)}: {secret}`, `X-Long: ${'v'.repeat(at === 2 ? 4000 : 10)} {secret}`].slice(
        0,
        at === 2 ? 2 : 1,
      ),
      origins: [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.com`],
      expiresAt: endOfDay(at - 1),
      hasPrevious: true,
      page: `https://example.com/${'p'.repeat(300)}`,
    }),
  );
}

/** Of the second of the twelve. */
export function githubDetails(): [string, DetailsView][] {
  const details = {
    notes: 'Only contents: read.',
    renewal: 'Settings, Developer settings, Fine-grained tokens: regenerate it.\nThen tell the release channel.',
    places: ['~/src/site/.env.keybearer', 'GitHub Actions secret GH_DEPLOY in acme/site'],
  };
  return [[idAt(2), details]];
}

/** Of the third of the hostile ones: lines without an end, and text that turns around. */
export function hostileDetails(): [string, DetailsView][] {
  const turned = '\u05e9\u05dc\u05d5\u05dd <b>gpj.exe</b>';
  const long = 'w'.repeat(400);
  return [[idAt(3), { notes: long.repeat(20), renewal: `${turned}\n${long}`, places: [long, turned, `/${long}`] }]];
}

export function manyKeys(count: number): KeyView[] {
  const issuers = ['github', 'gitlab', 'openai', 'stripe', 'cloudflare', null];
  return Array.from({ length: count }, (_, at) =>
    sampleKey(at + 1, {
      name: `service-${String(at).padStart(5, '0')}`,
      issuer: issuers[at % issuers.length]!,
      environment: ['production', 'staging', 'CI'][at % 3]!,
      tags: [`team-${at % 17}`],
      expiresAt: at % 3 === 0 ? endOfDay((at % 700) - 5) : null,
    }),
  );
}
