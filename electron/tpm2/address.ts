/** Which TPM, and how that is written. */
export type TpmAddress =
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** Linux's resource manager for the first TPM. */
export const defaultTpmAddress: TpmAddress = { kind: 'device', path: '/dev/tpmrm0' };

/**
 * @param text `/dev/tpmrm0`, `swtpm:host=HOST,port=PORT` or `swtpm:path=SOCKET`, as tpm2-tools write them.
 * @returns undefined for anything else.
 */
export function parseTpmAddress(text: string): TpmAddress | undefined {
  if (/^\/dev\/[\w/-]+$/.test(text)) return { kind: 'device', path: text };
  const [, path] = /^swtpm:path=(\/[^\0]+)$/.exec(text) ?? [];
  if (path !== undefined) return { kind: 'unix', path };
  const [, host, port] = /^swtpm:host=([\w.:-]+),port=(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { kind: 'tcp', host, port: Number(port) };
}

/** The inverse of `parseTpmAddress`. */
export function formatTpmAddress(address: TpmAddress): string {
  if (address.kind === 'device') return address.path;
  return address.kind === 'unix' ? `swtpm:path=${address.path}` : `swtpm:host=${address.host},port=${address.port}`;
}
