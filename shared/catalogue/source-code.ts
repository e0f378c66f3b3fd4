/** Where source code, packages and builds live. */
import { ambiguous, certain, issuer, part, plain } from './entry.ts';
import type { Shape } from './issuer.ts';

/** @see https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ (prefix, checksum) */
const githubToken: Shape = {
  ...certain(['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /gh[pousr]_[0-9A-Za-z]{36}/, 'a GitHub token'),
  checksum: 'github',
};

export const sourceCode = [
  issuer({
    id: 'github',
    name: 'GitHub',
    otherHeaders: ['Authorization: token {secret}'],
    parts: plain(
      ['GITHUB_TOKEN', 'GH_TOKEN'],
      githubToken,
      certain(['github_pat_'], /github_pat_\w{82}/, 'a fine-grained GitHub token'),
    ),
    origins: ['https://api.github.com'],
    page: 'https://github.com/settings/tokens',
    keywords: ['github'],
  }),
  issuer({
    id: 'gitlab',
    name: 'GitLab',
    headers: ['PRIVATE-TOKEN: {secret}'],
    otherHeaders: ['Authorization: Bearer {secret}'],
    parts: plain(
      ['GITLAB_TOKEN'],
      certain(['glpat-'], /glpat-[\w-]{20}/, 'a GitLab token'),
      certain(['glpat-'], /glpat-[\w-]{27,300}\.[0-9a-z]{9}/, 'a routable GitLab token'),
    ),
    origins: ['https://gitlab.com'],
    page: 'https://gitlab.com/-/profile/personal_access_tokens',
    keywords: ['gitlab'],
  }),
  issuer({
    id: 'npm',
    name: 'npm',
    parts: plain(['NPM_TOKEN'], certain(['npm_'], /npm_[A-Za-z0-9]{36}/, 'an npm token')),
    originAsked: 'the address of the registry that gave it out',
    page: 'https://www.npmjs.com/settings/~/tokens',
    keywords: ['npm'],
  }),
  issuer({
    id: 'pypi',
    name: 'PyPI',
    headers: ['Authorization: token {secret}'],
    parts: plain([], certain(['pypi-AgEIcHlwaS5vcmc'], /pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}/, 'a PyPI token')),
    origins: ['https://upload.pypi.org'],
    page: 'https://pypi.org/manage/account/#api-tokens',
    keywords: ['pypi'],
  }),
  issuer({
    id: 'circleci',
    name: 'CircleCI',
    headers: ['Circle-Token: {secret}'],
    parts: plain(
      ['CIRCLECI_CLI_TOKEN'],
      certain(['CCIPAT_'], /CCIPAT_[A-Za-z0-9]{22}_[a-fA-F0-9]{40}/, 'a CircleCI token'),
    ),
    origins: ['https://circleci.com'],
    page: 'https://app.circleci.com/settings/user/tokens',
    keywords: ['circleci'],
  }),
  issuer({
    id: 'snyk',
    name: 'Snyk',
    headers: ['Authorization: token {secret}'],
    parts: plain(['SNYK_TOKEN'], ambiguous(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, 'a UUID')),
    origins: ['https://snyk.io'],
    page: 'https://app.snyk.io/account',
    keywords: ['snyk'],
  }),
  issuer({
    id: 'postman',
    name: 'Postman',
    headers: ['x-api-key: {secret}'],
    parts: plain([], certain(['PMAK-'], /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/, 'a Postman key')),
    origins: ['https://api.getpostman.com'],
    keywords: ['postman'],
  }),
  issuer({
    id: 'atlassian-jira',
    name: 'Atlassian Jira',
    headers: ['Authorization: Basic {base64:{email}:{api_token}}'],
    parts: [
      part('email', []),
      part(
        'api_token',
        ['JIRA_API_TOKEN'],
        certain(['ATATT'], /ATATT[\w+/=-]{20,400}=[A-Za-z0-9]{8}/, 'an Atlassian token'),
      ),
    ],
    originAsked: "the site's address (https://your-site.atlassian.net)",
    keywords: ['jira', 'atlassian'],
  }),
];
