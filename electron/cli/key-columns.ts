/** Keys as rows of a table. */
import type { styleText } from 'node:util';
import { type ExpiryStatus, expiryInWords, expiryStatus } from '../../shared/expiry.ts';
import type { ApiKey } from '../vault/api-key.ts';
import type { Column } from './table.ts';

export function keyColumns(now: number): Column<ApiKey>[] {
  return [
    { title: 'NAME', text: (apiKey) => apiKey.name, always: true },
    {
      title: 'EXPIRES',
      text: (apiKey) => expiryInWords(apiKey.expiresAt, now),
      style: (apiKey) => colours[expiryStatus(apiKey.expiresAt, now)],
      always: true,
    },
    { title: 'ISSUER', text: (apiKey) => apiKey.issuer ?? '' },
    { title: 'ACCOUNT', text: (apiKey) => apiKey.account ?? '' },
    { title: 'ENVIRONMENT', text: (apiKey) => apiKey.environment ?? '' },
    { title: 'TAGS', text: (apiKey) => apiKey.tags.join(' ') },
  ];
}

const colours: Record<ExpiryStatus, Parameters<typeof styleText>[0] | undefined> = {
  expired: 'red',
  due: 'red',
  soon: 'yellow',
  ok: undefined,
  none: undefined,
};
