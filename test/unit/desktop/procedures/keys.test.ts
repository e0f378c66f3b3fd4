import { describe, expect, it } from 'vitest';
import { findIssuer } from '../../../../shared/catalogue/catalogue.ts';
import type { KeyView } from '../../../../shared/contract/keys.ts';
import { desktopWithVault, type TestDesktop } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';
import { madeUpSecret } from '../../../support/made-up-secret.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';

const day = 86_400_000;

function add(desktop: TestDesktop, name = 'github-ci', text = 'a secret of a test'): Promise<{ key: KeyView }> {
  const headers = ['Authorization: Bearer {secret}'];
  return desktop.value('keys.add', { name, secret: [{ name: 'secret', text }], headers, origins: [] });
}

describe('keys.add', () => {
  it('stores what the form says, and answers it without the secret', async () => {
    const desktop = await desktopWithVault();
    const { key } = await desktop.value('keys.add', {
      name: 'datadog',
      secret: [
        { name: 'api_key', text: 'one' },
        { name: 'app_key', text: 'two' },
      ],
      issuer: 'datadog',
      account: 'ops',
      environment: 'production',
      tags: ['b', 'a'],
      headers: ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY:{app_key}'],
      origins: ['https://API.datadoghq.com/'],
      askBeforeUse: true,
      envName: 'DD_API_KEY',
      expiresAt: desktop.scratch.now + day,
      leadDays: [1, 7],
      managementUrl: 'https://app.datadoghq.com/keys',
      notes: 'only metrics',
      renewal: 'renew it there',
      places: ['~/src/site/.env ', 'GitLab CI variable DD'],
    });
    expect(key).toMatchObject({
      name: 'datadog',
      tags: ['a', 'b'],
      parts: ['api_key', 'app_key'],
      headers: ['DD-API-KEY: {api_key}', 'DD-APPLICATION-KEY: {app_key}'],
      origins: ['https://api.datadoghq.com'],
      leadDays: [7, 1],
      expirySource: 'typed',
      hasPrevious: false,
    });
    expect(JSON.stringify(key)).not.toMatch(/two|policy/);
    expect(await desktop.value('keys.list', {})).toEqual({ keys: [key], findings: [] });
    expect(await desktop.value('keys.details', { id: key.id })).toEqual({
      notes: 'only metrics',
      renewal: 'renew it there',
      places: ['~/src/site/.env', 'GitLab CI variable DD'],
    });
    expect(desktop.shell.events()).toContain('keys.changed');
  });

  it('takes the expiry from a token that says it, where the form does not', async () => {
    const desktop = await desktopWithVault();
    const claims = Buffer.from(JSON.stringify({ exp: 2_000_000_000 })).toString('base64url');
    const token = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    expect((await add(desktop, 'jwt', token)).key).toMatchObject({ expiresAt: 2e12, expirySource: 'token' });
  });
});

describe('keys.recognise', () => {
  it('fills the form, and answers places in the text instead of the secret', async () => {
    const desktop = await desktopWithVault();
    const github = findIssuer('github')!;
    const token = madeUpSecret(github.parts[0]!.shapes[0]!, new SeededRandom(1));
    const { matches } = await desktop.value('keys.recognise', { text: `export GH_TOKEN=${token}` });
    expect(matches[0]).toMatchObject({
      issuerId: 'github',
      issuerName: 'GitHub',
      envName: 'GH_TOKEN',
      headers: github.headers,
      origins: github.origins,
      missingParts: [],
      parts: [{ name: 'secret', start: 16, length: token.length }],
    });
    expect(JSON.stringify(matches)).not.toContain(token.slice(6));
  });

  it('works while the vault is locked, and answers nothing for nothing', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('vault.lock', {});
    expect(await desktop.value('keys.recognise', { text: 'shopping list' })).toEqual({ matches: [] });
  });
});

describe('changing a key', () => {
  it('edits what is named and leaves the rest', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    const { key: edited } = await desktop.value('keys.edit', { id: key.id, name: 'renamed', account: 'me' });
    expect(edited).toEqual({ ...key, name: 'renamed', account: 'me' });
    const { key: emptied } = await desktop.value('keys.edit', { id: key.id, account: null });
    expect(emptied.account).toBeNull();
  });

  it('replaces the secret and steps back', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop, 'k', 'first');
    const { key: replaced } = await desktop.value('keys.replaceSecret', {
      id: key.id,
      secret: [{ name: 'secret', text: 'second' }],
    });
    expect(replaced).toMatchObject({ hasPrevious: true, rotatedAt: desktop.scratch.now });
    await desktop.value('keys.undoSecret', { id: key.id });
    const { parts } = await desktop.value('keys.reveal', { id: key.id, confirmed: false });
    expect(parts).toEqual([{ name: 'secret', text: 'first' }]);
  });

  it('snoozes what expires, and nothing else', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    const until = Date.now() + day;
    expect(await desktop.call('keys.snooze', { id: key.id, until })).toEqual(failure('no-expiry'));
    await desktop.value('keys.edit', { id: key.id, expiresAt: until + day });
    expect((await desktop.value('keys.snooze', { id: key.id, until })).key.snoozedUntil).toBe(until);
    expect((await desktop.value('keys.snooze', { id: key.id, until: null })).key.snoozedUntil).toBeNull();
  });

  it('removes and restores by id, whatever has the name meanwhile', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop, 'twice', 'first');
    await desktop.value('keys.remove', { id: key.id });
    expect((await desktop.value('keys.trash', {})).keys.map(({ id }) => id)).toEqual([key.id]);
    const { key: second } = await add(desktop, 'twice', 'second');
    await desktop.value('keys.remove', { id: second.id });
    expect((await desktop.value('keys.restore', { id: key.id })).key.id).toBe(key.id);
    expect(await desktop.value('keys.emptyTrash', {})).toEqual({ names: ['twice'] });
    expect(await desktop.call('keys.restore', { id: second.id })).toEqual(failure('key-not-found', { trash: true }));
  });

  it('refuses what is asked of a key in the trash', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    await desktop.value('keys.remove', { id: key.id });
    expect(await desktop.call('keys.reveal', { id: key.id, confirmed: true })).toEqual(failure('key-not-found'));
    expect(await desktop.call('keys.edit', { id: key.id, account: 'x' })).toEqual(failure('key-not-found'));
  });

  it('empties the trash when its time has come', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    await desktop.value('keys.remove', { id: key.id });
    desktop.scratch.now += 11 * 60_000;
    await desktop.value('vault.unlock', {});
    expect(await desktop.value('keys.trash', {})).toEqual({ keys: [] });
  });
});

describe('keys.reveal', () => {
  it('answers the secret for a bounded time, with the window protected, and on the record', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    const revealed = await desktop.value('keys.reveal', { id: key.id, confirmed: false });
    expect(revealed).toEqual({ parts: [{ name: 'secret', text: 'a secret of a test' }], hideAfterMs: 15_000 });
    expect(desktop.shell.isProtected).toBe(true);
    await desktop.value('keys.hide', {});
    expect(desktop.shell.isProtected).toBe(false);
    const { events } = await desktop.value('audit.list', { keyId: key.id, max: 1 });
    expect(events).toMatchObject([{ action: 'secret-revealed', surface: 'window', destination: 'window' }]);
  });

  it('asks first where the policy says so, and leaves no event until the user agreed', async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    await desktop.value('keys.edit', { id: key.id, askBeforeUse: true });
    expect(await desktop.call('keys.reveal', { id: key.id, confirmed: false })).toEqual(
      failure('confirmation-needed', { name: 'github-ci' }),
    );
    const { events } = await desktop.value('audit.list', { keyId: key.id, max: 9 });
    expect(events.map(({ action }) => action)).not.toContain('secret-revealed');
    expect(await desktop.call('keys.reveal', { id: key.id, confirmed: true })).toMatchObject({ ok: true });
  });
});

describe('keys.openPage', () => {
  it("opens the key's own page, else its issuer's (E15)", async () => {
    const desktop = await desktopWithVault();
    const { key } = await add(desktop);
    expect(await desktop.call('keys.openPage', { id: key.id })).toEqual(failure('invalid-input', { field: 'page' }));
    await desktop.value('keys.edit', { id: key.id, issuer: 'github' });
    await desktop.value('keys.openPage', { id: key.id });
    await desktop.value('keys.edit', { id: key.id, managementUrl: 'https://example.com/keys' });
    await desktop.value('keys.openPage', { id: key.id });
    expect(desktop.shell.opened).toEqual([findIssuer('github')!.page, 'https://example.com/keys']);
  });
});
