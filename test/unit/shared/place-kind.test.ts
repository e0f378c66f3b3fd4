import { describe, expect, it } from 'vitest';
import { placeKind } from '../../../shared/place-kind.ts';

describe('placeKind', () => {
  it.each([
    ['~/src/site/.env', 'file'],
    ['/etc/systemd/system/deploy.service', 'file'],
    ['./scripts/release.sh', 'file'],
    ['../site/.env', 'file'],
    ['C:\\work\\site\\.env', 'file'],
    ['\\\\server\\share\\site.env', 'file'],
    ['~/my site/.env.production', 'file'],
    ['.env', 'file'],
    ['docker-compose.yml', 'file'],
    ['https://vercel.com/acme/site/settings', 'page'],
    ['GitHub Actions secret GH_DEPLOY in acme/site', 'ci'],
    ['GitHub secret GH_DEPLOY in acme/site', 'ci'],
    ['GitLab CI variable DEPLOY_TOKEN', 'ci'],
    ['secret DEPLOY of the release workflow', 'ci'],
    ['the TV in the kitchen', 'note'],
    ['Ada has it on her laptop, https://example.com', 'note'],
    ['a secret between us', 'note'],
    ['~', 'note'],
    ['www.example.com', 'note'],
    ['', 'note'],
  ])('takes %j for a %s', (place, kind) => {
    expect(placeKind(place)).toBe(kind);
  });
});
