import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { checkRecipient, parseIdentities, parseRecipients } from '../../../electron/backup/recipients.ts';
import { failure } from '../../support/failure.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

describe('checkRecipient', () => {
  it('takes what age-keygen makes, post-quantum ones too', async () => {
    for (const text of [recipient, await identityToRecipient(await generateHybridIdentity())])
      expect(await checkRecipient(text)).toBe(text);
  });

  it.each([
    ['an SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI', 'ssh'],
    ['an identity', identity, 'identity'],
    ['a mistyped one', `${recipient.slice(0, -1)}b`, 'form'],
    ['one of a plugin', 'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t', 'form'],
    ['nothing', '', 'form'],
  ])('refuses %s, and does not repeat it', async (_what, text, reason) => {
    const refused: unknown = await checkRecipient(text).catch((caught: unknown) => caught);
    expect(refused).toEqual(failure('recipient-invalid', { reason, number: null }));
    expect(text !== '' && JSON.stringify(refused).includes(text)).toBe(false);
    expect(refused).not.toHaveProperty('cause');
  });
});

describe('parseRecipients', () => {
  it('reads one a line, past comments and empty lines', async () => {
    expect(await parseRecipients(Buffer.from(`# mine\r\n\n${recipient}\r\n  ${recipient}\n`))).toEqual([
      recipient,
      recipient,
    ]);
  });

  it('names the line that is none, and refuses a file without any', async () => {
    const bad = Buffer.from(`# mine\n${recipient}\nx\n`);
    await expect(parseRecipients(bad)).rejects.toEqual(failure('recipient-invalid', { number: 3 }));
    await expect(parseRecipients(Buffer.from('# nobody\n'))).rejects.toEqual(
      failure('recipient-invalid', { reason: 'empty' }),
    );
  });
});

describe('parseIdentities', () => {
  it('reads a file as age-keygen writes it', async () => {
    const file = Buffer.from(`# created: 2026-03-01T12:00:00Z\n# public key: ${recipient}\n${identity}\n`);
    expect(await parseIdentities(file)).toEqual([identity]);
  });

  it.each([
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', 'ssh'],
    ['one of a plugin', 'AGE-PLUGIN-YUBIKEY-1GDGGYQZ', 'plugin'],
    ['a recipient', recipient, 'form'],
  ])('refuses %s', async (_what, text, reason) => {
    await expect(parseIdentities(Buffer.from(text))).rejects.toEqual(
      failure('identity-invalid', { reason, number: 1 }),
    );
  });

  it('refuses a file without any', async () => {
    await expect(parseIdentities(Buffer.from('\n'))).rejects.toEqual(failure('identity-invalid', { reason: 'empty' }));
  });
});
