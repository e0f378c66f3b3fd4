import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasSecret } from '../../../electron/import/columns.ts';
import { judge } from '../../../electron/import/judge.ts';
import { type KindName, kindNames } from '../../../electron/import/kinds.ts';
import { type Questions, readSource } from '../../../electron/import/read-source.ts';
import { isKeybearerError, KeybearerError } from '../../../shared/errors.ts';
import { failure } from '../../support/failure.ts';
import { documentOf, entryXml } from '../../support/kdbx-document.ts';
import { writeKdbx } from '../../support/kdbx-writer.ts';
import { runSeed, SeededRandom } from '../../support/seeded-random.ts';

const sentinel = 'kT9xWq2LmZ7pVb4NcR8sYd1F';
const password = 'pw';
const questions: Questions = {
  password: async () => Buffer.from(password),
  columns: async (_path, _header, known) => (hasSecret(known) ? known : { secret: 0 }),
};
const read = (kind: KindName | undefined, bytes: Buffer, path = 'x') =>
  readSource(path, Buffer.from(bytes), kind, questions);

/** A small file of each kind, with a secret in it. */
const samples = new Map<KindName, Buffer>();
beforeAll(async () => {
  const json = (value: unknown) => JSON.stringify(value);
  const onePux = {
    accounts: [{ vaults: [{ attrs: {}, items: [{ details: { password: sentinel }, overview: { title: 'a' } }] }] }],
  };
  const texts: Partial<Record<KindName, string>> = {
    env: `A_TOKEN="${sentinel}" # x\n`,
    csv: `name,token\na,"${sentinel}"\n`,
    '1password-csv': `Title,Url,Username,Password,OTPAuth\nAPI key,,,${sentinel},\n`,
    'keepassxc-csv': `Group,Title,Username,Password\nx,API key,,${sentinel}\n`,
    bitwarden: json({ encrypted: false, items: [{ type: 1, name: 'API', login: { password: sentinel } }] }),
    postman: json({ values: [{ key: 'a', value: sentinel, type: 'secret' }] }),
    aws: `[a]\naws_access_key_id = b\naws_secret_access_key = ${sentinel}\n`,
    npmrc: `//r.example/:_authToken=${sentinel}\n`,
    netrc: `machine r.example login a password ${sentinel}\n`,
    gh: `github.com:\n    user: a\n    oauth_token: ${sentinel}\n`,
  };
  for (const [kind, text] of Object.entries(texts)) samples.set(kind as KindName, Buffer.from(text));
  samples.set('1pux', Buffer.from(zipSync({ 'export.data': strToU8(json(onePux)) })));
  samples.set('kdbx', await writeKdbx({ password, xml: documentOf(entryXml({ secret: sentinel })) }));
});

const fileKinds = kindNames.filter((kind) => kind !== 'pass');

describe('readSource', () => {
  it.each(fileKinds)('reads %s, and one key of it is found', async (kind) => {
    const source = await read(kind, samples.get(kind)!);
    const secrets = judge(source, true).candidates.flatMap(({ secret }) => secret.map(({ bytes }) => bytes.toString()));
    expect(source).toMatchObject({ path: 'x', kind });
    expect(secrets).toContain(sentinel);
  });

  it('tells what a file is, says so where it cannot, and wipes the bytes', async () => {
    const bytes = Buffer.from(samples.get('env')!);
    expect((await readSource('.env', bytes, undefined, questions)).kind).toBe('env');
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    await expect(read(undefined, Buffer.from('words'))).rejects.toThrow(failure('source-kind-unknown', { path: 'x' }));
    await expect(read('pass', Buffer.from('words'))).rejects.toThrow(failure('source-kind-unknown', { path: 'x' }));
  });

  it('refuses more than an import may have', async () => {
    const many = Buffer.from('A\n'.repeat(30_000));
    await expect(read('env', many)).rejects.toThrow(
      failure('source-malformed', { reason: 'too-many', path: 'x', kind: 'env' }),
    );
  });

  /** Flips, cuts, repeats, or swaps in something odd. */
  function damaged(bytes: Buffer, random: SeededRandom): Buffer {
    const at = random.below(bytes.length);
    const odd = random.pick(['\0', '"', "'", '\n', '{', '[', '\ud83d', '\u202e', '&', '\xff', '-', '0'.repeat(70_000)]);
    return random.pick([
      () => bytes.subarray(0, at),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from(odd, 'latin1'), bytes.subarray(at)]),
      () => Buffer.concat([bytes, bytes.subarray(at)]),
      () => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ (1 << random.below(8)) : byte))),
      () => Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256))),
    ])();
  }

  it.each(fileKinds)(
    'answers any damage to %s with items or a code, and tells nothing of the content',
    async (kind) => {
      const random = new SeededRandom(runSeed());
      for (let round = 0; round < (kind === 'kdbx' ? 150 : 1000); round++) {
        const bytes = damaged(samples.get(kind)!, random);
        const outcome = await read(kind, bytes).catch((caught: unknown) => caught);
        if (outcome instanceof Error) expectQuiet(outcome, bytes);
        else judge(outcome as Awaited<ReturnType<typeof read>>, true);
      }
    },
  );

  function expectQuiet(error: Error, bytes: Buffer): void {
    if (!isKeybearerError(error))
      throw new Error(`no code for ${bytes.toString('base64').slice(0, 2000)}`, { cause: error });
    for (let caught: unknown = error; caught !== undefined; caught = (caught as Error).cause) {
      const told = `${(caught as Error).message} ${caught instanceof KeybearerError ? JSON.stringify(caught.details) : ''}`;
      expect(told).not.toContain(sentinel.slice(0, 8));
    }
  }
});
