/**
 * Derives a KDBX file's key from its password: Argon2 or AES, at a cost that the file names. A file is anybody's, so the
 * cost has an upper bound (K5).
 */
import { createCipheriv, createHash } from 'node:crypto';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import { bytesIn, numberIn, type Variants } from './variants.ts';

const kdfs = {
  c9d9f39a628a4460bf740d08c18a4fea: deriveWithAes,
  '7c02bb8279a74ac0927d114a00648238': deriveWithAes,
  ef636ddf8c29444b91f7a9a403e30a0c: (password: Buffer, costs: Variants) => deriveWithArgon2('argon2d', password, costs),
  '9e298b1956db4773b23dfc3ec6f0a1e6': (password: Buffer, costs: Variants) =>
    deriveWithArgon2('argon2id', password, costs),
} as const;

/**
 * @param password UTF-8. The caller wipes it.
 * @returns 32 bytes. The caller wipes them.
 * @throws KeybearerError 'source-too-costly', 'source-unsupported', 'source-malformed'.
 */
export async function deriveKey(password: Buffer, costs: Variants): Promise<Buffer> {
  const derive = kdfs[bytesIn(costs, '$UUID').toString('hex') as keyof typeof kdfs];
  if (derive === undefined) throw new KeybearerError('source-unsupported', { reason: 'kdf' });
  // A password alone: its hash, hashed again as the list of one key that it is.
  const composite = sha256(sha256(password));
  try {
    return await derive(composite, costs);
  } finally {
    composite.fill(0);
  }
}

async function deriveWithArgon2(kind: 'argon2d' | 'argon2id', composite: Buffer, costs: Variants): Promise<Buffer> {
  const [memory, iterations, parallelism] = ['M', 'I', 'P'].map((name) => numberIn(costs, name)) as [
    number,
    number,
    number,
  ];
  const salt = bytesIn(costs, 'S');
  if (memory > limits.kdbxMemoryMaxBytes || memory * iterations > limits.kdbxWorkMaxBytes || parallelism > 64)
    throw new KeybearerError('source-too-costly');
  if (numberIn(costs, 'V') !== 0x13) throw new KeybearerError('source-unsupported', { reason: 'kdf' });
  const isSane =
    iterations >= 1 && parallelism >= 1 && memory >= 8192 * parallelism && salt.length >= 8 && salt.length <= 1024;
  if (!isSane) throw new KeybearerError('source-malformed', { reason: 'header' });
  const argon2 = await import('hash-wasm');
  const memorySize = Math.floor(memory / 1024);
  const options = {
    password: composite,
    salt,
    iterations,
    parallelism,
    memorySize,
    hashLength: 32,
    outputType: 'binary',
  };
  return Buffer.from(await argon2[kind](options as Parameters<typeof argon2.argon2d>[0] & { outputType: 'binary' }));
}

/**
 * Encrypts the composite with AES again and again. CBC over zeros does that: each block is the encryption of the one
 * before it, at the speed of the cipher.
 */
async function deriveWithAes(composite: Buffer, costs: Variants): Promise<Buffer> {
  const rounds = numberIn(costs, 'R');
  const seed = bytesIn(costs, 'S');
  if (rounds > limits.kdbxRoundsMax) throw new KeybearerError('source-too-costly');
  if (rounds < 1 || seed.length !== 32) throw new KeybearerError('source-malformed', { reason: 'header' });
  const halves = [composite.subarray(0, 16), composite.subarray(16)].map((half) => encryptOften(half, seed, rounds));
  return sha256(Buffer.concat(halves));
}

function encryptOften(half: Buffer, seed: Buffer, rounds: number): Buffer {
  const cipher = createCipheriv('aes-256-cbc', seed, half).setAutoPadding(false);
  const zeros = Buffer.alloc(16 * 65_536);
  let last = half;
  for (let rest = rounds; rest > 0; rest -= 65_536)
    last = cipher.update(rest < 65_536 ? zeros.subarray(0, 16 * rest) : zeros).subarray(-16);
  return last;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
