import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/catalogue.ts';
import { maskedHeader } from '../../../shared/masked-header.ts';

describe('maskedHeader', () => {
  it('shows everything but the secret', () => {
    expect(maskedHeader('Authorization: Bearer {secret}')).toBe('Authorization: Bearer ••••••••');
    expect(maskedHeader('api-version: v1')).toBe('api-version: v1');
    expect(maskedHeader('Authorization: Basic {base64:api:{secret}}')).toBe('Authorization: Basic ••••••••');
  });

  it('shows the public beginning of a part where it is known, but of nothing that is encoded', () => {
    expect(maskedHeader('Authorization: Bearer {secret}', { secret: 'ghp_' })).toBe(
      'Authorization: Bearer ghp_••••••••',
    );
    expect(maskedHeader('Authorization: Basic {base64:{secret}:}', { secret: 'sk_' })).not.toContain('sk_');
  });

  it('shows the headers of every issuer', () => {
    for (const header of catalogue.flatMap((issuer) => issuer.headers)) expect(maskedHeader(header)).not.toContain('{');
  });
});
