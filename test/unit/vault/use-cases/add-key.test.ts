import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../../electron/vault/secret.ts';
import { addKey, addKeys } from '../../../../electron/vault/use-cases/add-key.ts';
import { readAuditLog } from '../../../../electron/vault/use-cases/audit-log.ts';
import { revealSecret } from '../../../../electron/vault/use-cases/deliver.ts';
import { listKeys } from '../../../../electron/vault/use-cases/find-key.ts';
import { readDetails } from '../../../../electron/vault/use-cases/key-details.ts';
import type { KeyFields } from '../../../../electron/vault/use-cases/key-fields.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { limits } from '../../../../shared/limits.ts';
import { failure } from '../../../support/failure.ts';
import { Scratch, secretOf, toTerminal } from '../../../support/scratch.ts';

const repeated = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at));
const origin = (at: number) => `https://host-${at}.example`;
const header = (at: number) => `X-${at}: {secret}`;

describe('addKey', () => {
  it('stores what it is told, in one form', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const said: KeyFields & { name: string } = {
      name: ' Stripe  live ',
      issuer: 'stripe',
      account: '',
      environment: null,
      tags: ['b', 'a', 'b'],
      policy: {
        headers: ['X-A:{secret}'],
        origins: ['https://B.example/', 'https://a.example:443', 'https://b.example.'],
      },
      envName: 'STRIPE_KEY',
      expiresAt: 5,
      leadDays: [1, 30, 1],
      managementUrl: 'https://Dashboard.example/keys?x=1#y',
      notes: Buffer.from('notes'),
    };
    const added = await addKey(vault, said, secretOf('s3'));
    const [listed] = (await listKeys(vault)).apiKeys;
    expect(listed).toEqual(added);
    expect(added).toMatchObject({
      name: 'Stripe  live',
      issuer: 'stripe',
      account: null,
      environment: null,
      tags: ['a', 'b'],
      policy: { askBeforeUse: false, headers: ['X-A: {secret}'], origins: ['https://a.example', 'https://b.example'] },
      parts: ['secret'],
      envName: 'STRIPE_KEY',
      createdAt: scratch.now,
      expiresAt: 5,
      expirySource: 'typed',
      rotatedAt: null,
      previous: null,
      leadDays: [30, 1],
      managementUrl: 'https://dashboard.example/keys?x=1#y',
      removedAt: null,
      revision: 1,
    });
    expect((await readDetails(vault, 'stripe  LIVE')).notes.toString()).toBe('notes');
  });

  it('reads the expiry of a token, unless another is typed', async () => {
    const vault = await new Scratch().create();
    const claims = Buffer.from('{"exp":2000000000}').toString('base64url');
    const token = `eyJhbGciOiJub25lIn0.${claims}.`;
    const read = await addKey(vault, { name: 'read' }, secretOf(token));
    expect(read).toMatchObject({ expiresAt: 2_000_000_000_000, expirySource: 'token' });
    const typed = await addKey(vault, { name: 'typed', expiresAt: 7 }, secretOf(token));
    expect(typed).toMatchObject({ expiresAt: 7, expirySource: 'typed' });
    const none = await addKey(vault, { name: 'none', expiresAt: null }, secretOf(token));
    expect(none).toMatchObject({ expiresAt: null, expirySource: null });
  });

  it.each([
    ['Stripe', 'sTRIPE'],
    ['profile', 'pro\ufb01le'],
    ['caf\u00e9', 'cafe\u0301'],
    ['\u00c5', '\u212b'],
    ['key 4', 'key \u2463'],
    ['__proto__', '__PROTO__'],
    ['../../x', '../../X'],
  ])('holds %j and %j for one name', async (one, other) => {
    const vault = await new Scratch().create();
    await addKey(vault, { name: one }, secretOf('one'));
    await expect(addKey(vault, { name: other }, secretOf('two'))).rejects.toEqual(failure('name-taken'));
    expect((await revealSecret(vault, other, toTerminal)).secret[0]?.bytes.toString()).toBe('one');
  });

  it.each<[string, Secret]>([
    ['1 byte', secretOf('x')],
    ['2,560 bytes', secretOf('x'.repeat(2560))],
    ['2,561 bytes', secretOf('x'.repeat(2561))],
    ['64 KiB', secretOf('x'.repeat(65_536))],
    ['CR and LF, for a key without headers', secretOf('a\r\nb\r\n')],
    ['a BOM and emoji', secretOf('\ufeff🔑')],
    ['two parts', [...secretOf('x'), { name: 'other', bytes: Buffer.from('y') }]],
  ])('stores a secret of %s, byte for byte', async (_what, secret) => {
    const scratch = new Scratch();
    await addKey(await scratch.create(), { name: 'k' }, secret);
    expect((await revealSecret(await scratch.open(), 'k', toTerminal)).secret).toEqual(secret);
  });

  it('stores fields at their limits', async () => {
    const vault = await new Scratch().create();
    const policy = { headers: repeated(limits.headersMax, header), origins: repeated(limits.originsMax, origin) };
    const added = await addKey(
      vault,
      {
        name: 'x'.repeat(limits.nameMaxChars),
        account: 'a'.repeat(limits.lineMaxChars),
        tags: repeated(limits.tagsMax, (at) => `${'t'.repeat(60)}${at}`),
        policy,
        envName: 'E'.repeat(limits.envNameMaxChars),
        leadDays: Array.from({ length: limits.leadDaysMax }, (_, at) => limits.leadDayMax - at),
        notes: Buffer.alloc(limits.notesMaxBytes, 'n'),
      },
      secretOf('s3'),
    );
    expect(added.policy.origins).toHaveLength(limits.originsMax);
    expect((await readDetails(vault, added.name)).notes).toHaveLength(limits.notesMaxBytes);
  });

  const refused: [string, KeyFields & { name?: string }, string | Secret, ErrorCode, object][] = [
    ['an empty name', { name: ' ' }, 'x', 'name-invalid', { reason: 'empty' }],
    ['a name with a line feed', { name: 'a\nb' }, 'x', 'name-invalid', { reason: 'characters' }],
    ['an empty secret', {}, '', 'secret-unfit', { reason: 'empty' }],
    ['a secret of 64 KiB and a byte', {}, 'x'.repeat(65_537), 'secret-unfit', { reason: 'too-long' }],
    ['a secret of 1 MiB', {}, 'x'.repeat(2 ** 20), 'secret-unfit', { reason: 'too-long' }],
    ['a secret with a NUL', {}, 'a\0b', 'secret-unfit', { reason: 'nul' }],
    [
      'a secret that is not UTF-8',
      {},
      [{ name: 'secret', bytes: Buffer.of(0xff) }],
      'secret-unfit',
      { reason: 'not-utf8' },
    ],
    [
      'a secret with a line feed for a header (P15)',
      { policy: { headers: ['X-A: {secret}'] } },
      'a\nb',
      'secret-unfit',
      { reason: 'line-break' },
    ],
    [
      'a secret outside Latin-1 for a header (P15)',
      { policy: { headers: ['X-A: {secret}'] } },
      '€',
      'secret-unfit',
      { reason: 'latin1' },
    ],
    [
      'a header of a part that is not there',
      { policy: { headers: ['X-A: {other}'] } },
      'x',
      'secret-unfit',
      { reason: 'missing-part' },
    ],
    [
      'headers without any part',
      { policy: { headers: ['X-A: 1'] } },
      'x',
      'header-template-invalid',
      { reason: 'no-part' },
    ],
    [
      'a header twice',
      { policy: { headers: ['X-A: {secret}', 'x-a: 1'] } },
      'x',
      'header-template-invalid',
      { reason: 'twice' },
    ],
    ['17 headers', { policy: { headers: repeated(17, header) } }, 'x', 'invalid-input', { field: 'header' }],
    ['33 origins', { policy: { origins: repeated(33, origin) } }, 'x', 'invalid-input', { field: 'origin' }],
    [
      'an origin with a path',
      { policy: { origins: ['https://a.example/x'] } },
      'x',
      'origin-invalid',
      { reason: 'path' },
    ],
    ['33 tags', { tags: repeated(33, String) }, 'x', 'invalid-input', { field: 'tag', reason: 'too-many' }],
    ['a long tag', { tags: ['t'.repeat(65)] }, 'x', 'invalid-input', { field: 'tag', reason: 'too-long' }],
    ['a long account', { account: 'a'.repeat(201) }, 'x', 'invalid-input', { field: 'account', reason: 'too-long' }],
    ['an issuer in capitals', { issuer: 'Stripe' }, 'x', 'invalid-input', { field: 'issuer' }],
    ['an environment variable with a dash', { envName: 'A-B' }, 'x', 'invalid-input', { field: 'env-name' }],
    [
      'an environment variable that begins with a digit',
      { envName: '1A' },
      'x',
      'invalid-input',
      { field: 'env-name' },
    ],
    [
      '17 lead times',
      { leadDays: Array.from({ length: 17 }, (_, at) => at) },
      'x',
      'invalid-input',
      { field: 'remind' },
    ],
    ['half a lead day', { leadDays: [0.5] }, 'x', 'invalid-input', { field: 'remind' }],
    ['a negative lead day', { leadDays: [-1] }, 'x', 'invalid-input', { field: 'remind' }],
    ['a page without TLS', { managementUrl: 'http://a.example' }, 'x', 'invalid-input', { field: 'page' }],
    ['a page with a user', { managementUrl: 'https://a@b.example' }, 'x', 'invalid-input', { field: 'page' }],
    ['a page that is a script', { managementUrl: 'javascript:alert(1)' }, 'x', 'invalid-input', { field: 'page' }],
    [
      'long notes',
      { notes: Buffer.alloc(limits.notesMaxBytes + 1) },
      'x',
      'invalid-input',
      { field: 'notes', reason: 'too-long' },
    ],
    [
      'notes that are not UTF-8',
      { notes: Buffer.of(0xff) },
      'x',
      'invalid-input',
      { field: 'notes', reason: 'not-utf8' },
    ],
  ];

  it.each(refused)('refuses %s, and stores nothing', async (_what, fields, given, code, details) => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const before = scratch.hash();
    const secret = typeof given === 'string' ? secretOf(given) : given;
    await expect(addKey(vault, { name: 'k', ...fields }, secret)).rejects.toEqual(failure(code, { ...details }));
    expect(scratch.hash()).toBe(before);
  });

  it('leaves the secret to its caller', async () => {
    const secret = secretOf('mine');
    await addKey(await new Scratch().create(), { name: 'k' }, secret);
    expect(secret[0]?.bytes.toString()).toBe('mine');
  });

  it('leaves one of two processes that add the same name with an error, and nothing half', async () => {
    const scratch = new Scratch();
    const vaults = [await scratch.create(), await scratch.open(), await scratch.open()];
    const results = await Promise.allSettled(vaults.map((vault) => addKey(vault, { name: 'k' }, secretOf('x'))));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toEqual(failure('name-taken'));
    expect((await listKeys(vaults[2]!)).apiKeys).toHaveLength(1);
  });
});

describe('addKeys', () => {
  const named = (name: string, secret = `secret of ${name}`) => ({ fields: { name }, secret: secretOf(secret) });

  it('stores all of them, with one event each (K6)', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    const before = (await readAuditLog(vault)).events.length;
    const added = await addKeys(
      vault,
      ['a', 'b', 'c'].map((name) => named(name)),
    );
    expect(added.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const events = (await readAuditLog(vault)).events.slice(before);
    expect(events.map(({ action, keyName }) => [action, keyName])).toEqual([
      ['key-added', 'a'],
      ['key-added', 'b'],
      ['key-added', 'c'],
    ]);
    const { secret } = await revealSecret(vault, 'b', toTerminal);
    expect(secret[0]?.bytes.toString()).toBe('secret of b');
  });

  it.each<[string, ErrorCode, ReturnType<typeof named>]>([
    ['a name that is taken', 'name-taken', named('KEPT')],
    ['a name that is given twice', 'name-taken', named('A')],
    ['a name that is none', 'name-invalid', named('x\u0000')],
    ['a secret that is empty', 'secret-unfit', named('c', '')],
  ])('stores none of them for %s (K8)', async (_what, code, bad) => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    await addKey(vault, { name: 'kept' }, secretOf('x'));
    const before = scratch.hash();
    await expect(addKeys(vault, [named('a'), named('b'), bad])).rejects.toThrow(failure(code));
    expect((await listKeys(vault)).apiKeys.map(({ name }) => name)).toEqual(['kept']);
    expect(scratch.hash()).toBe(before);
  });

  it('stores nothing where there is nothing', async () => {
    const scratch = new Scratch();
    const vault = await scratch.create();
    expect(await addKeys(vault, [])).toEqual([]);
  });
});
