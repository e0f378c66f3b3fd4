/** Writes KDBX 4 files as KeePass does, for what no program at hand writes: other ciphers, costs and hostile content. */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { argon2d, argon2id } from 'hash-wasm';

export interface KdbxPlan {
  readonly password: string;
  /** With `Protected="True"` where a value is to be encrypted by the inner stream. */
  readonly xml: string;
  readonly cipher?: 'aes-256-cbc' | 'chacha20';
  readonly kdf?: 'aes' | 'argon2d' | 'argon2id';
  /** What the header says of the costs; the key is derived at the least ones. */
  readonly claims?: Partial<Record<'M' | 'I' | 'P' | 'R', bigint>>;
  readonly compressed?: Buffer;
}

const ids = {
  'aes-256-cbc': '31c1f2e6bf714350be5805216afc5aff',
  chacha20: 'd6038a2b8b6f4cb5a524339a31dbb59a',
  aes: '7c02bb8279a74ac0927d114a00648238',
  argon2d: 'ef636ddf8c29444b91f7a9a403e30a0c',
  argon2id: '9e298b1956db4773b23dfc3ec6f0a1e6',
};
const leastMemory = 64 * 1024;

export async function writeKdbx(plan: KdbxPlan): Promise<Buffer> {
  const { password, cipher = 'aes-256-cbc', kdf = 'argon2d', claims = {} } = plan;
  const [masterSeed, salt, iv] = [randomBytes(32), randomBytes(32), randomBytes(cipher === 'chacha20' ? 12 : 16)];
  const header = headerBytes(cipher, kdf, masterSeed, iv, salt, claims);
  const composite = sha256(sha256(Buffer.from(password)));
  const derived = await derive(kdf, composite, salt);
  const macKey = createHash('sha512')
    .update(Buffer.concat([masterSeed, derived, Buffer.of(1)]))
    .digest();
  const mac = createHmac('sha256', blockKey(macKey, 2n ** 64n - 1n))
    .update(header)
    .digest();
  const inner = innerContent(plan.xml);
  const plain = plan.compressed ?? gzipSync(inner);
  const nonce = cipher === 'chacha20' ? Buffer.concat([Buffer.alloc(4), iv]) : iv;
  const encryption = createCipheriv(cipher, sha256(Buffer.concat([masterSeed, derived])), nonce);
  const encrypted = Buffer.concat([encryption.update(plain), encryption.final()]);
  return Buffer.concat([header, sha256(header), mac, block(macKey, 0n, encrypted), block(macKey, 1n, Buffer.alloc(0))]);
}

function headerBytes(
  cipher: keyof typeof ids,
  kdf: keyof typeof ids,
  masterSeed: Buffer,
  iv: Buffer,
  salt: Buffer,
  claims: NonNullable<KdbxPlan['claims']>,
): Buffer {
  const costs =
    kdf === 'aes'
      ? [variant(0x05, 'R', u64(claims.R ?? 1n))]
      : [
          variant(0x05, 'I', u64(claims.I ?? 1n)),
          variant(0x05, 'M', u64(claims.M ?? BigInt(leastMemory))),
          variant(0x04, 'P', u32(Number(claims.P ?? 1n))),
          variant(0x04, 'V', u32(0x13)),
        ];
  const variants = [variant(0x42, '$UUID', Buffer.from(ids[kdf], 'hex')), variant(0x42, 'S', salt), ...costs];
  return Buffer.concat([
    Buffer.from('03d9a29a67fb4bb500000400', 'hex'),
    field(2, Buffer.from(ids[cipher], 'hex')),
    field(3, u32(1)),
    field(4, masterSeed),
    field(7, iv),
    field(11, Buffer.concat([Buffer.from('0001', 'hex'), ...variants, Buffer.of(0)])),
    field(0, Buffer.from('\r\n\r\n')),
  ]);
}

async function derive(kdf: 'aes' | 'argon2d' | 'argon2id', composite: Buffer, salt: Buffer): Promise<Buffer> {
  if (kdf === 'aes') {
    const cipher = createCipheriv('aes-256-ecb', salt, null).setAutoPadding(false);
    return sha256(cipher.update(composite));
  }
  const options = { password: composite, salt, iterations: 1, parallelism: 1, memorySize: 64, hashLength: 32 };
  const run = kdf === 'argon2d' ? argon2d : argon2id;
  return Buffer.from(await run({ ...options, outputType: 'binary' }));
}

/** Encrypts what is marked as protected, in order, with the stream that stands in front of the XML. */
function innerContent(xml: string): Buffer {
  const key = randomBytes(64);
  const hash = createHash('sha512').update(key).digest();
  const nonce = Buffer.concat([Buffer.alloc(4), hash.subarray(32, 44)]);
  const stream = createCipheriv('chacha20', hash.subarray(0, 32), nonce);
  const encrypted = xml.replace(/(<Value Protected="True">)([^<]*)/g, (_whole, tag: string, value: string) => {
    return tag + stream.update(Buffer.from(value)).toString('base64');
  });
  return Buffer.concat([field(1, u32(3)), field(2, key), field(0, Buffer.alloc(0)), Buffer.from(encrypted)]);
}

function block(macKey: Buffer, index: bigint, bytes: Buffer): Buffer {
  const length = u32(bytes.length);
  const mac = createHmac('sha256', blockKey(macKey, index)).update(u64(index)).update(length).update(bytes);
  return Buffer.concat([mac.digest(), length, bytes]);
}

function blockKey(macKey: Buffer, index: bigint): Buffer {
  return createHash('sha512')
    .update(Buffer.concat([u64(index), macKey]))
    .digest();
}

function field(id: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(id), u32(bytes.length), bytes]);
}

function variant(type: number, name: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), u32(name.length), Buffer.from(name), u32(value.length), value]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
