/** Watching, alerting, identity and search. */
import { ambiguous, certain, issuer, part, plain } from './entry.ts';

export const operations = [
  issuer({
    id: 'datadog',
    name: 'Datadog',
    headers: ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY: {app_key}'],
    parts: [
      part('api_key', ['DD_API_KEY', 'DATADOG_API_KEY'], ambiguous(/[a-z0-9]{32}/, '32 letters and digits')),
      part('app_key', ['DD_APP_KEY', 'DATADOG_APP_KEY'], ambiguous(/[a-z0-9]{40}/, '40 letters and digits')),
    ],
    origins: ['https://api.datadoghq.com'],
    page: 'https://app.datadoghq.com/organization-settings/api-keys',
    keywords: ['datadog', 'datadoghq'],
  }),
  issuer({
    id: 'sentry',
    name: 'Sentry',
    parts: plain(
      ['SENTRY_AUTH_TOKEN'],
      certain(['sntryu_'], /sntryu_[a-f0-9]{64}/, 'a Sentry user token'),
      certain(['sntrys_'], /sntrys_[\w+/=-]{40,400}/, 'a Sentry organisation token'),
    ),
    origins: ['https://sentry.io'],
    page: 'https://sentry.io/settings/account/api/auth-tokens/',
    keywords: ['sentry'],
  }),
  issuer({
    id: 'pagerduty',
    name: 'PagerDuty',
    headers: ['Authorization: Token token={secret}'],
    parts: plain(['PAGERDUTY_TOKEN'], ambiguous(/u\+[A-Za-z0-9_+-]{18}/, 'u+ and 18 characters', ['u+'])),
    origins: ['https://api.pagerduty.com'],
    keywords: ['pagerduty'],
  }),
  issuer({
    id: 'okta',
    name: 'Okta',
    headers: ['Authorization: SSWS {secret}'],
    parts: plain(['OKTA_CLIENT_TOKEN'], ambiguous(/00[\w-]{40}/, '00 and 40 characters', ['00'])),
    originAsked: "the organisation's address (https://your-org.okta.com)",
    baseUrlEnvNames: ['OKTA_CLIENT_ORGURL'],
    keywords: ['okta'],
  }),
  issuer({
    id: 'grafana',
    name: 'Grafana',
    parts: plain([], certain(['glsa_'], /glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}/, 'a Grafana service account token')),
    originAsked: "the instance's address (https://your-stack.grafana.net)",
    keywords: ['grafana'],
  }),
  issuer({
    id: 'algolia',
    name: 'Algolia',
    headers: ['X-Algolia-API-Key: {api_key}', 'X-Algolia-Application-Id: {application_id}'],
    parts: [
      part('api_key', ['ALGOLIA_API_KEY'], ambiguous(/[0-9a-f]{32}/, '32 hexadecimal characters')),
      part('application_id', ['ALGOLIA_APPLICATION_ID', 'ALGOLIA_APP_ID']),
    ],
    originAsked: "the application's address (https://your-app.algolia.net)",
    keywords: ['algolia'],
  }),
];
