import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { checkRecipient, parseIdentities, parseRecipients } from '../../../electron/backup/recipients.ts';
import { failure } from '../../support/failure.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

describe('checkRecipient', () => {
  it('takes what age-keygen makes, post-quantum ones too', async () => {
    for (const text of [recipient, await identityToRecipient(await generateHybridIdentity())])
      expect(checkRecipient(text)).toBe(text);
  });

  it.each([
    ['an SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI', 'ssh'],
    ['an identity', identity, 'identity'],
    ['a mistyped one', `${recipient.slice(0, -1)}b`, 'form'],
    ['one of a plugin', 'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t', 'form'],
    ['nothing', '', 'form'],
  ])('refuses %s, and does not repeat it', (_what, text, reason) => {
    expect(() => checkRecipient(text)).toThrow(failure('recipient-invalid', { reason, number: null }));
    try {
      checkRecipient(text);
    } catch (caught) {
      expect(text !== '' && JSON.stringify(caught).includes(text)).toBe(false);
      expect(caught).not.toHaveProperty('cause');
    }
  });
});

describe('parseRecipients', () => {
  it('reads one a line, past comments and empty lines', () => {
    expect(parseRecipients(Buffer.from(`# mine\r\n\n${recipient}\r\n  ${recipient}\n`))).toEqual([
      recipient,
      recipient,
    ]);
  });

  it('names the line that is none, and refuses a file without any', () => {
    const bad = Buffer.from(`# mine\n${recipient}\nx\n`);
    expect(() => parseRecipients(bad)).toThrow(failure('recipient-invalid', { number: 3 }));
    expect(() => parseRecipients(Buffer.from('# nobody\n'))).toThrow(failure('recipient-invalid', { reason: 'empty' }));
  });
});

describe('parseIdentities', () => {
  it('reads a file as age-keygen writes it', () => {
    const file = Buffer.from(`# created: 2026-03-01T12:00:00Z\n# public key: ${recipient}\n${identity}\n`);
    expect(parseIdentities(file)).toEqual([identity]);
  });

  it.each([
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', 'ssh'],
    ['one of a plugin', 'AGE-PLUGIN-YUBIKEY-1GDGGYQZ', 'plugin'],
    ['a recipient', recipient, 'form'],
  ])('refuses %s', (_what, text, reason) => {
    expect(() => parseIdentities(Buffer.from(text))).toThrow(failure('identity-invalid', { reason, number: 1 }));
  });

  it('refuses a file without any', () => {
    expect(() => parseIdentities(Buffer.from('\n'))).toThrow(failure('identity-invalid', { reason: 'empty' }));
  });
});
