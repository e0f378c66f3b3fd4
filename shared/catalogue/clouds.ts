/** Clouds, hosting and what runs on them. */
import { ambiguous, certain, issuer, part, plain } from './entry.ts';
import type { Shape } from './issuer.ts';

/** @see https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/ (prefixes, lengths) */
const cloudflareToken: Shape = {
  ...certain(['cfut_', 'cfat_'], /cf(?:ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}/, 'a Cloudflare token'),
  checksum: 'cloudflare',
};

const cloudflareGlobalKey: Shape = {
  ...certain(['cfk_'], /cfk_[A-Za-z0-9]{40}[0-9a-f]{8}/, 'a Cloudflare global key'),
  checksum: 'cloudflare',
};

export const clouds = [
  issuer({
    id: 'aws',
    name: 'AWS',
    use: 'environment', // requests are signed: the secret itself is in no header
    parts: [
      part(
        'access_key_id',
        ['AWS_ACCESS_KEY_ID'],
        certain(
          ['A3T', 'AKIA', 'ASIA', 'ABIA', 'ACCA'],
          /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}/,
          'an AWS access key id',
        ),
      ),
      part('secret_access_key', ['AWS_SECRET_ACCESS_KEY']),
    ],
    originAsked: 'the address of the AWS service',
    page: 'https://console.aws.amazon.com/iam',
    keywords: ['aws', 'amazonaws'],
  }),
  issuer({
    id: 'cloudflare',
    name: 'Cloudflare',
    parts: plain(['CLOUDFLARE_API_TOKEN'], cloudflareToken, ambiguous(/[A-Za-z0-9_-]{40}/, '40 letters and digits')),
    origins: ['https://api.cloudflare.com'],
    page: 'https://dash.cloudflare.com/profile/api-tokens',
    keywords: ['cloudflare'],
  }),
  issuer({
    id: 'cloudflare-global-key',
    name: 'Cloudflare (global key)',
    headers: ['X-Auth-Email: {email}', 'X-Auth-Key: {global_key}'],
    parts: [part('email', ['CLOUDFLARE_EMAIL']), part('global_key', ['CLOUDFLARE_API_KEY'], cloudflareGlobalKey)],
    origins: ['https://api.cloudflare.com'],
    page: 'https://dash.cloudflare.com/profile/api-tokens',
    keywords: ['cloudflare'],
  }),
  issuer({
    id: 'digitalocean',
    name: 'DigitalOcean',
    parts: plain(
      ['DIGITALOCEAN_ACCESS_TOKEN'],
      certain(['dop_v1_', 'doo_v1_', 'dor_v1_'], /do[opr]_v1_[a-f0-9]{64}/, 'a DigitalOcean token'),
    ),
    origins: ['https://api.digitalocean.com'],
    page: 'https://cloud.digitalocean.com/account/api/tokens',
    keywords: ['digitalocean'],
  }),
  issuer({
    id: 'databricks',
    name: 'Databricks',
    parts: plain(['DATABRICKS_TOKEN'], certain(['dapi'], /dapi[a-f0-9]{32}(?:-\d)?/, 'a Databricks token')),
    originAsked: "the workspace's address (https://your-workspace.cloud.databricks.com)",
    baseUrlEnvNames: ['DATABRICKS_HOST'],
    keywords: ['databricks'],
  }),
  issuer({
    id: 'fastly',
    name: 'Fastly',
    headers: ['Fastly-Key: {secret}'],
    parts: plain(['FASTLY_API_TOKEN'], ambiguous(/[A-Za-z0-9_-]{32}/, '32 letters and digits')),
    origins: ['https://api.fastly.com'],
    page: 'https://manage.fastly.com/account/personal/tokens',
    keywords: ['fastly'],
  }),
  issuer({
    id: 'hashicorp-vault',
    name: 'HashiCorp Vault',
    headers: ['X-Vault-Token: {secret}'],
    parts: plain(
      ['VAULT_TOKEN'],
      certain(['hvs.'], /hvs\.[\w-]{90,120}/, 'a Vault token'),
      certain(['hvb.'], /hvb\.[\w-]{90,500}/, 'a Vault batch token'),
    ),
    originAsked: "the server's address (https://vault.example.com:8200)",
    baseUrlEnvNames: ['VAULT_ADDR'],
    keywords: ['vault'],
  }),
  issuer({
    id: 'terraform-cloud',
    name: 'Terraform Cloud',
    parts: plain([], certain([], /[a-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/, 'a Terraform Cloud token')),
    origins: ['https://app.terraform.io'],
    keywords: ['terraform'],
  }),
  issuer({
    id: 'doppler',
    name: 'Doppler',
    parts: plain(
      ['DOPPLER_TOKEN'],
      certain(
        ['dp.ct.', 'dp.pt.', 'dp.st.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
        /dp\.(?:ct|pt|st|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/,
        'a Doppler token',
      ),
    ),
    origins: ['https://api.doppler.com'],
    page: 'https://dashboard.doppler.com',
    keywords: ['doppler'],
  }),
  issuer({
    id: 'vercel',
    name: 'Vercel',
    parts: plain(
      ['VERCEL_TOKEN'],
      certain(['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], /vc[piark]_[A-Za-z0-9]{20,60}/, 'a Vercel token'),
    ),
    origins: ['https://api.vercel.com'],
    page: 'https://vercel.com/account/tokens',
    keywords: ['vercel'],
  }),
  issuer({
    id: 'pulumi',
    name: 'Pulumi',
    use: 'environment', // how its header reads is not confirmed
    parts: plain(['PULUMI_ACCESS_TOKEN'], certain(['pul-'], /pul-[a-f0-9]{40}/, 'a Pulumi token')),
    origins: ['https://app.pulumi.com'],
    page: 'https://app.pulumi.com/account/tokens',
    keywords: ['pulumi'],
  }),
  issuer({
    id: 'heroku',
    name: 'Heroku',
    parts: plain(
      ['HEROKU_API_KEY'],
      certain(['HRKU-AA'], /HRKU-AA[\w-]{58}/, 'a Heroku key'),
      ambiguous(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, 'a UUID'),
    ),
    origins: ['https://api.heroku.com'],
    page: 'https://dashboard.heroku.com/account',
    keywords: ['heroku'],
  }),
  issuer({
    id: 'tailscale',
    name: 'Tailscale',
    use: 'unconfirmed',
    parts: plain([], certain(['tskey-'], /tskey-[a-z]{2,20}-\w{4,60}-\w{4,80}/, 'a Tailscale key')),
    origins: ['https://api.tailscale.com'],
    keywords: ['tailscale'],
  }),
  issuer({
    id: 'supabase',
    name: 'Supabase (management)',
    parts: plain([], certain(['sbp_'], /sbp_[a-z0-9]{40}/, 'a Supabase token')),
    origins: ['https://api.supabase.com'],
    keywords: ['supabase'],
  }),
  issuer({
    id: 'supabase-project',
    name: 'Supabase (a project)',
    headers: ['apikey: {secret}'],
    parts: plain(['SUPABASE_KEY']),
    originAsked: "the project's address (https://your-project.supabase.co)",
    keywords: ['supabase'],
  }),
];
