import { describe, expect, it } from 'vitest';
import { openPage, openRenewalPages, renewalPage } from '../../../electron/reminders/renew.ts';
import type { Reminder } from '../../../electron/vault/use-cases/remind.ts';
import { findIssuer } from '../../../shared/catalogue/catalogue.ts';
import { ProgramLog } from '../../fakes/program-log.ts';
import { failure } from '../../support/failure.ts';

const githubPage = findIssuer('github')?.page;
const reminder = (managementUrl: string | null, issuer: string | null = null) =>
  ({ apiKey: { managementUrl, issuer }, lead: 1 }) as Reminder;

describe('R5: renewalPage', () => {
  it.each([
    ["the key's own", 'https://console.example/keys', 'github', 'https://console.example/keys'],
    ["its issuer's", null, 'github', githubPage],
    ['none for an issuer without one', null, 'no-such-issuer', null],
    ['none without an issuer', null, null, null],
    // Whoever has the index key can write any record.
    ['no page that is not https', 'http://console.example/', null, null],
    ['no script', 'javascript:alert(1)', null, null],
    ['no file', 'file:///etc/passwd', null, null],
    ['no user and password', 'https://a:b@console.example/', null, null],
    ['no text', '--help', null, null],
  ])('is %s', (_what, managementUrl, issuer, page) => {
    expect(renewalPage({ managementUrl, issuer })).toBe(page);
  });
});

describe('openRenewalPages', () => {
  it('opens each page once and at most five, and answers the keys that have none', async () => {
    const opened: string[] = [];
    const open = async (page: string) => void opened.push(page);
    const many = Array.from({ length: 9 }, (_, at) => reminder(`https://console.example/${at}`));
    const without = reminder(null);
    expect(await openRenewalPages([many[0]!, many[0]!, without, ...many], open)).toEqual([without]);
    expect(opened).toEqual([0, 1, 2, 3, 4].map((at) => `https://console.example/${at}`));
  });
});

describe('openPage', () => {
  const page = "https://console.example/keys?a=b&c=$(id)#'d'";

  it.each([
    ['linux', `xdg-open ${page}`],
    ['freebsd', `xdg-open ${page}`],
    ['darwin', `open ${page}`],
  ] as const)("on %s runs the system's own program without a shell", async (platform, line) => {
    const programs = new ProgramLog();
    await openPage(page, platform, programs.run);
    expect(programs.lines).toEqual([line]);
  });

  it('on Windows hands the page over on stdin', async () => {
    const programs = new ProgramLog();
    await openPage(page, 'win32', programs.run);
    expect(programs.lines[0]).toMatch(/^powershell\.exe .*-EncodedCommand [A-Za-z0-9+/=]+$/);
    expect(programs.stdins).toEqual([page]);
  });

  it.each([null, 3])('has its own error when that program answers %s', async (code) => {
    const programs = new ProgramLog();
    programs.answer = () => ({ code, stdout: '' });
    await expect(openPage(page, 'linux', programs.run)).rejects.toEqual(
      failure('page-not-opened', { program: 'xdg-open', page }),
    );
  });

  it.each(['http://a.example/', 'file:///etc/passwd', '-x', 'https://a:b@c.example/'])('opens no %s', async (bad) => {
    const programs = new ProgramLog();
    await expect(openPage(bad, 'linux', programs.run)).rejects.toEqual(failure('invalid-input'));
    expect(programs.lines).toEqual([]);
  });
});
