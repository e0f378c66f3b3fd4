/**
 * A program that uses the system's keychain once and prints what came of it as JSON; it ends by itself or not at all.
 * Its environment is the bus and the home that a test gives it.
 */
import { readFileSync } from 'node:fs';
import { KeychainProtector } from '../../electron/protectors/keychain.ts';
import { isKeybearerError } from '../../shared/errors.ts';

export interface ChildReport {
  /** The code of the error, or null. */
  readonly code: string | null;
  readonly reason: unknown;
  /** Whether the native library was loaded into the process. */
  readonly keytarLoaded: boolean;
  readonly tookMs: number;
}

const protector = new KeychainProtector({ platform: process.platform, env: process.env });
const place = { vaultId: Buffer.alloc(16, 1), slotId: Buffer.alloc(16, 2), kind: 'keychain', generation: 1 } as const;
const keys = { index: Buffer.alloc(32, 3), secret: Buffer.alloc(32, 4) };
const started = performance.now();
const failure: unknown = await protector.protect(place, keys, {}).then(
  () => undefined,
  (caught) => caught,
);
const report: ChildReport = {
  code: failure === undefined ? null : isKeybearerError(failure) ? failure.code : 'not a KeybearerError',
  reason: isKeybearerError(failure) ? failure.details.reason : null,
  keytarLoaded: /keytar|libsecret/.test(readFileSync('/proc/self/maps', 'utf8')),
  tookMs: performance.now() - started,
};
process.stdout.write(JSON.stringify(report));
