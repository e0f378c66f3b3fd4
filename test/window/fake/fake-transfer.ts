/** Previews of imports and backups, by the name of the file. */
import type { ImportPreview } from '../../../shared/contract/import.ts';
import type { Input, Output } from '../../../shared/contract.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { endOfDay, hostileKeys } from './sample-keys.ts';

export function importPreview({ paths, password, columns }: Input<'import.preview'>): ImportPreview {
  const [path = ''] = paths;
  if (path.endsWith('.kdbx') && password !== 'open sesame')
    throw new KeybearerError(password === undefined ? 'source-password-needed' : 'wrong-source-password');
  if (path.endsWith('.csv') && columns === undefined)
    throw new KeybearerError('source-columns-unknown', { columns: 4 });
  const kind = path.endsWith('.kdbx') ? 'kdbx' : path.endsWith('.csv') ? 'csv' : 'env';
  const key = {
    path,
    line: 1,
    name: 'github',
    title: 'GITHUB_TOKEN',
    plainName: null,
    issuer: 'github',
    confidence: 'certain' as const,
    account: null,
    environment: null,
    envName: 'GITHUB_TOKEN',
    headers: ['Authorization: Bearer {secret}'],
    origins: ['https://api.github.com'],
    parts: ['secret'],
    tags: [],
    expiresAt: endOfDay(20),
    expiryUnread: false,
    hasNotes: false,
  };
  const hostile = hostileKeys().map(({ name }, at) => ({
    ...key,
    line: at + 3,
    name,
    title: name,
    issuer: null,
    origins: [],
    expiresAt: null,
  }));
  return {
    sources: [{ path, kind }],
    add: path.endsWith('hostile.env')
      ? hostile
      : [
          key,
          {
            ...key,
            line: 2,
            name: 'internal-2',
            plainName: 'internal',
            title: 'INTERNAL_TOKEN',
            issuer: null,
            origins: [],
            expiryUnread: true,
          },
        ],
    skip: [
      { path, line: 4, title: 'PORT', reason: 'number', sameAs: null },
      { path, line: 5, title: 'OPENAI_API_KEY', reason: 'in-vault', sameAs: 'openai-eval' },
    ],
  };
}

export function restoreSteps({ passphrase, onConflict }: Input<'restore.preview'>): Output<'restore.preview'>['steps'] {
  if (passphrase === undefined) throw new KeybearerError('backup-passphrase-needed');
  if (passphrase !== 'correct horse battery') throw new KeybearerError('wrong-backup-passphrase');
  const action = onConflict === 'keep-both' ? 'add' : onConflict;
  return [
    { name: 'github-ci', action: 'same', storedAs: null, differsIn: [] },
    { name: 'lost-key', action: 'add', storedAs: 'lost-key', differsIn: [] },
    {
      name: 'stripe-live',
      action,
      storedAs: onConflict === 'keep-both' ? 'stripe-live-2' : null,
      differsIn: ['secret', 'expiry'],
    },
  ];
}
