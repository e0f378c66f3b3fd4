/**
 * What the caller's environment may not do to the command line: make Node load code, trust other certificates, skip checking
 * them, or write TLS keys to a file; or OpenSSL load its modules from elsewhere.
 */
export const droppedPrefixes = ['NODE_', 'SSL_CERT_', 'OPENSSL_'];
export const droppedNames = ['SSLKEYLOGFILE'];

/** @param {NodeJS.ProcessEnv} env */
export function withoutDropped(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isDropped(name)));
}

function isDropped(name) {
  // Windows does not tell upper from lower case in these names.
  const known = process.platform === 'win32' ? name.toUpperCase() : name;
  return droppedNames.includes(known) || droppedPrefixes.some((prefix) => known.startsWith(prefix));
}
