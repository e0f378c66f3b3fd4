/** Each procedure's table of what it refuses, over a vault with one key and a PIN, unlocked. */
import { describe, expect, it } from 'vitest';
import { formatRecoveryCode } from '../../../electron/protectors/recovery-code.ts';
import { type ProcedureName, procedures } from '../../../shared/contract.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { desktopWithVault, type TestDesktop } from '../../support/desktop.ts';
import { failure } from '../../support/failure.ts';
import { pin } from '../../support/scratch.ts';

const unknown = 'ff'.repeat(16);
const secret = [{ name: 'secret', text: 'x' }];
const currentPin = pin.toString();
const otherCode = formatRecoveryCode(Buffer.alloc(16));

type Refusal = readonly [what: string, input: unknown, code: ErrorCode, details?: Record<string, unknown>];

const notOurs: Refusal = ['a member that is not declared', { undeclared: 1 }, 'invalid-input', { reason: 'form' }];
const backup = { path: '/nowhere/x', confirmed: true, dropDamaged: false };
const noObject: Refusal = ['what is no object', 'text', 'invalid-input', { field: 'input' }];
const unknownId: Refusal = ['an id that no key has', { id: unknown }, 'key-not-found'];
const noId: Refusal = ['an id of another form', { id: '../vault.db' }, 'invalid-input', { field: 'id' }];
const idOfBytes: Refusal = ['an id that is no text', { id: [1, 2] }, 'invalid-input', { field: 'id' }];

const refusals: Record<ProcedureName, readonly Refusal[]> = {
  'vault.status': [notOurs],
  'vault.protectors': [notOurs],
  'vault.newRecoveryCode': [notOurs],
  'vault.create': [
    ['a second vault', { protector: 'keychain', newRecoveryCode: null }, 'vault-exists'],
    ['another protector', { protector: 'clear-text', newRecoveryCode: null }, 'invalid-input', { field: 'protector' }],
    ['no word on a recovery code', { protector: 'keychain' }, 'invalid-input', { field: 'newRecoveryCode' }],
    ['a code nobody was shown', { protector: 'keychain', newRecoveryCode: otherCode }, 'wrong-recovery-code'],
  ],
  'vault.unlock': [
    ['another PIN', { pin: 'not this one' }, 'wrong-pin'],
    ['nothing, where there is a PIN', {}, 'pin-needed'],
    ['an empty PIN', { pin: '' }, 'invalid-input', { field: 'pin' }],
    ['a PIN that is too long', { pin: 'x'.repeat(129) }, 'invalid-input', { field: 'pin', reason: 'too-long' }],
    ['a passphrase of no slot', { passphrase: 'correct horse' }, 'no-slot-fits'],
    ['a mistyped recovery code', { recoveryCode: '7' }, 'recovery-code-mistyped'],
    ['two ways at once', { pin: 'x', passphrase: 'y' }, 'invalid-input', { reason: 'one-of' }],
  ],
  'vault.lock': [notOurs],
  'vault.recover': [
    ['a mistyped code', { protector: 'keychain', recoveryCode: '7' }, 'recovery-code-mistyped'],
    ['another code', { protector: 'keychain', recoveryCode: otherCode }, 'wrong-recovery-code'],
    ['no code', { protector: 'keychain' }, 'invalid-input', { field: 'recoveryCode' }],
  ],
  'vault.rekey': [
    ['slots without their owner', { drop: [], dropDamaged: false, pin: currentPin }, 'slot-needs-owner'],
    ['another PIN', { drop: [], dropDamaged: false, pin: 'not this one' }, 'wrong-pin'],
    ['no word on damage', { drop: [] }, 'invalid-input', { field: 'dropDamaged' }],
    ['more slots than a vault has', { drop: Array(17).fill(unknown), dropDamaged: true }, 'invalid-input'],
  ],
  'vault.check': [notOurs],
  'slots.add': [
    ['another kind', { kind: 'clear-text' }, 'invalid-input', { field: 'kind' }],
    ['a keychain slot without the PIN', { kind: 'keychain' }, 'pin-needed'],
    ['a short passphrase', { kind: 'passphrase', passphrase: 'short' }, 'passphrase-too-short'],
    ['a code nobody was shown', { kind: 'recovery', newRecoveryCode: otherCode }, 'wrong-recovery-code'],
  ],
  'slots.remove': [['an id that no slot has', { id: unknown }, 'slot-not-found'], noId],
  'pin.set': [
    ['a second PIN', { pin: 'another long pin' }, 'pin-already-set'],
    ['an empty one', { pin: '' }, 'invalid-input', { field: 'pin' }],
  ],
  'pin.change': [['another PIN', { currentPin: 'not this one', pin: 'another long pin' }, 'wrong-pin']],
  'pin.remove': [['another PIN', { currentPin: 'not this one' }, 'wrong-pin']],
  'keys.list': [notOurs],
  'keys.trash': [notOurs],
  'keys.add': [
    ['a name that is taken', { name: 'K', secret }, 'name-taken'],
    ['an empty name', { name: ' ', secret }, 'name-invalid', { reason: 'empty' }],
    ['a long name', { name: 'x'.repeat(129), secret }, 'name-invalid', { reason: 'too-long' }],
    ['a name that turns text around', { name: 'a\u202eb', secret }, 'name-invalid', { reason: 'characters' }],
    ['no secret', { name: 'new', secret: [] }, 'invalid-input', { field: 'secret' }],
    ['an empty secret', { name: 'new', secret: [{ name: 'secret', text: '' }] }, 'secret-unfit', { reason: 'empty' }],
    ['half a character', { name: 'new', secret: [{ name: 'secret', text: '\ud800' }] }, 'secret-unfit'],
    ['a NUL', { name: 'new', secret: [{ name: 'secret', text: 'a\0' }] }, 'secret-unfit', { reason: 'nul' }],
    [
      'a line break in a header',
      { name: 'new', secret: [{ name: 'secret', text: 'a\r\nHost: b' }], headers: ['X: {secret}'] },
      'secret-unfit',
      { reason: 'line-break' },
    ],
    ['a header that is none', { name: 'new', secret, headers: ['{secret}'] }, 'header-template-invalid'],
    ['any origin', { name: 'new', secret, origins: ['*'] }, 'origin-invalid'],
    ['an origin in clear', { name: 'new', secret, origins: ['http://example.com'] }, 'origin-invalid'],
    ['a page that is no https', { name: 'new', secret, managementUrl: 'file:///etc/passwd' }, 'invalid-input'],
    ['half a day', { name: 'new', secret, leadDays: [0.5] }, 'invalid-input', { field: 'leadDays' }],
    ['a date that is text', { name: 'new', secret, expiresAt: '2027-01-01' }, 'invalid-input', { field: 'expiresAt' }],
    ['a record', { name: 'new', secret, createdAt: 1 }, 'invalid-input'],
  ],
  'keys.recognise': [
    ['what is no text', { text: 1 }, 'invalid-input'],
    ['too much', { text: 'x'.repeat(100_001) }, 'invalid-input', { reason: 'too-long' }],
  ],
  'keys.edit': [unknownId, noId, idOfBytes, ['a secret', { id: unknown, secret }, 'invalid-input']],
  'keys.replaceSecret': [
    ['an id that no key has', { id: unknown, secret }, 'key-not-found'],
    ['no secret', { id: unknown }, 'invalid-input'],
  ],
  'keys.undoSecret': [unknownId, noId],
  'keys.remove': [unknownId, noId],
  'keys.restore': [unknownId, noId],
  'keys.snooze': [
    ['an id that no key has', { id: unknown, until: null }, 'key-not-found'],
    ['a day in words', { id: unknown, until: '7d' }, 'invalid-input', { field: 'until' }],
  ],
  'keys.emptyTrash': [notOurs],
  'keys.details': [unknownId, noId],
  'keys.reveal': [
    ['an id that no key has', { id: unknown, confirmed: true }, 'key-not-found'],
    ['no word on the question', { id: unknown }, 'invalid-input', { field: 'confirmed' }],
    ['a word that is not true', { id: unknown, confirmed: 'yes' }, 'invalid-input', { field: 'confirmed' }],
  ],
  'keys.hide': [notOurs],
  'keys.openPage': [unknownId, ['an address', { id: unknown, url: 'https://example.com' }, 'invalid-input']],
  'keys.copy': [
    ['an id that no key has', { id: unknown, format: 'line', withSecret: true, confirmed: true }, 'key-not-found'],
    ['another format', { id: unknown, format: 'constructor', withSecret: true, confirmed: true }, 'invalid-input'],
    [
      'a time of its own',
      { id: unknown, format: 'line', withSecret: true, confirmed: true, forMs: 1e9 },
      'invalid-input',
    ],
  ],
  'clipboard.status': [notOurs],
  'clipboard.clear': [notOurs],
  'import.preview': [
    ['no file', { paths: [], all: false }, 'invalid-input', { field: 'paths' }],
    [
      'a file that is not there',
      { paths: ['/nowhere/.env'], all: false },
      'file-not-readable',
      { reason: 'not-found' },
    ],
    ['a device', { paths: ['/dev/zero'], all: false }, 'file-not-readable', { reason: 'not-a-file' }],
    ['a folder that is no password store', { paths: ['/'], all: false }, 'file-not-readable'],
    ['another kind', { paths: ['x'], all: false, from: 'exe' }, 'invalid-input', { field: 'from' }],
    ['a column that is none', { paths: ['x'], all: false, columns: [{ role: 'x', column: 'y' }] }, 'invalid-input'],
    ['a path that is too long', { paths: ['x'.repeat(4097)], all: false }, 'invalid-input', { reason: 'too-long' }],
    ['what is in a file', { paths: ['x'], all: false, text: 'A=B' }, 'invalid-input'],
  ],
  'import.apply': [['nothing that was shown', {}, 'invalid-input', { field: 'preview' }], notOurs],
  'import.cancel': [notOurs],
  'backup.write': [
    ['neither passphrase nor recipients', { ...backup }, 'recipients-or-passphrase'],
    ['both', { ...backup, passphrase: 'long enough, this', recipients: ['age1'] }, 'recipients-or-passphrase'],
    ['a short passphrase', { ...backup, passphrase: 'short' }, 'passphrase-too-short'],
    ['a recipient that is none', { ...backup, recipients: ['age1'] }, 'recipient-invalid'],
    ['a folder that is not there', { ...backup, passphrase: 'long enough, this' }, 'file-not-written'],
    ['a file that is there', { ...backup, path: '/dev/null', passphrase: 'long enough, this' }, 'file-exists'],
  ],
  'restore.preview': [
    ['a file that is not there', { path: '/nowhere/x', onConflict: 'stop' }, 'file-not-readable'],
    ['what is no backup', { path: import.meta.filename, onConflict: 'stop' }, 'not-age'],
    ['another choice', { path: '/nowhere/x', onConflict: 'merge' }, 'invalid-input', { field: 'onConflict' }],
  ],
  'restore.apply': [['nothing that was shown', {}, 'invalid-input', { field: 'preview' }], notOurs],
  'restore.cancel': [notOurs],
  'files.choose': [['another purpose', { purpose: 'delete' }, 'invalid-input', { field: 'purpose' }]],
  'audit.list': [
    ['more than a page', { max: 1001 }, 'invalid-input', { field: 'max' }],
    ['no event', { max: 0 }, 'invalid-input', { field: 'max' }],
    ['an event before the first', { max: 1, beforeSeq: 0 }, 'invalid-input', { field: 'beforeSeq' }],
  ],
  'audit.verify': [notOurs],
  capabilities: [notOurs],
  'settings.get': [notOurs],
  'settings.set': [
    ['a clipboard that is never cleared', { clipboardSeconds: 1e9 }, 'invalid-input', { field: 'clipboardSeconds' }],
    ['no time at all', { autoLockMinutes: 0 }, 'invalid-input', { field: 'autoLockMinutes' }],
    ['another theme', { theme: 'javascript:' }, 'invalid-input', { field: 'theme' }],
    notOurs,
  ],
  'window.active': [notOurs],
  'quick.lastUsed': [notOurs],
  'quick.hide': [notOurs],
  'quick.toWindow': [unknownId, noId, idOfBytes, ['no word on a key', {}, 'invalid-input', { field: 'id' }]],
};

async function unlockedWithKey(): Promise<TestDesktop> {
  const desktop = await desktopWithVault(pin);
  await desktop.value('vault.unlock', { pin: currentPin });
  await desktop.value('keys.add', { name: 'k', secret });
  return desktop;
}

describe.each(Object.keys(procedures) as ProcedureName[])('%s', (name) => {
  it('refuses what its table says, and changes nothing (E17)', async () => {
    const desktop = await unlockedWithKey();
    const before = desktop.scratch.hash();
    for (const [what, input, code, details] of [...refusals[name], noObject]) {
      const answer = await desktop.application.call(name, input);
      expect(answer, what).toEqual(failure(code, details));
    }
    const denials = refusals[name].some(([, , code]) => code.startsWith('wrong-'));
    if (!denials) expect(desktop.scratch.hash()).toBe(before);
    expect(desktop.defects).toEqual([]);
  });
});

describe('an object that cannot be compared', () => {
  it('is refused like any other (E17)', async () => {
    const desktop = await desktopWithVault();
    const answer = await desktop.application.call('audit.list', { max: { toString: 1, valueOf: 1 } });
    expect(answer).toEqual(failure('invalid-input'));
    expect(desktop.defects).toEqual([]);
  });
});

describe('a procedure that is not declared', () => {
  it.each(['keys.steal', '', 'constructor', '__proto__', 'toString', undefined, null, 7, ['keys.list'], { length: 1 }])(
    'is refused: %j (E17)',
    async (name) => {
      const desktop = await desktopWithVault();
      expect(await desktop.application.call(name, {})).toEqual(failure('invalid-input', { field: 'procedure' }));
    },
  );
});
