import { describe, expect, it } from 'vitest';
import { namesIdentifier, namesPassword, secretName } from '../../../electron/import/secret-name.ts';

describe('secretName', () => {
  it.each([
    'GITHUB_TOKEN',
    'apiKey',
    'API_KEY',
    'db.password',
    'STRIPE_KEY_LIVE',
    'TOKEN_2',
    'client-secret',
    'SENTRY_DSN',
  ])('takes %s for the name of a secret', (name) => expect(secretName(name)).toBe('secret'));

  it.each(['TOKEN_TTL', 'AUTH_MODE', 'SECRET_NAME', 'KEY_FILE', 'PASSWORD_MIN_LENGTH'])('is not sure of %s', (name) =>
    expect(secretName(name)).toBe('perhaps'),
  );

  it.each(['NEXT_PUBLIC_KEY', 'STRIPE_PUBLISHABLE_KEY', 'VAPID_PUBLIC_KEY'])('takes %s for public', (name) =>
    expect(secretName(name)).toBe('public'),
  );

  it.each(['PORT', 'NODE_ENV', 'KEYBOARD', 'MONKEY', 'AUTHOR', '', '___'])('hears nothing in %j', (name) =>
    expect(secretName(name)).toBe('silent'),
  );
});

describe('namesIdentifier', () => {
  it.each([
    ['GIT_SHA', true],
    ['clientId', true],
    ['AWS_ACCESS_KEY_ID', true],
    ['ID_TOKEN', false],
    ['HASH_KEY', false],
  ])('of %s is %s', (name, answer) => expect(namesIdentifier(name)).toBe(answer));
});

describe('namesPassword', () => {
  it.each([
    ['DB_PASSWORD', true],
    ['dbPass', true],
    ['PIN', true],
    ['COMPASS', false],
  ])('of %s is %s', (name, answer) => expect(namesPassword(name)).toBe(answer));
});
