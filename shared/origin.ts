/** Origins: where a secret may go. Scheme, host and port, compared exactly; there is no pattern and no "any host". */
import { KeybearerError } from './errors.ts';
import { limits } from './limits.ts';

/**
 * Normalises an origin: lower case, IDN as punycode, no default port, no trailing dot.
 *
 * @param text `https://api.example.com`, or `http://` for this machine's loopback addresses alone.
 * @returns the serialised origin, without a slash at its end.
 * @throws KeybearerError 'origin-invalid' with `reason` 'form', 'scheme', 'path' or 'userinfo'.
 * @see WHATWG URL, section 4.5 (origin)
 */
export function parseOrigin(text: string): string {
  const refuse = (reason: string) => new KeybearerError('origin-invalid', { origin: told(text), reason });
  // The parser would drop these silently, and "//" or "\" would move the host.
  if (text.length > limits.originMaxChars || /[\s\\*]|\p{Cc}/u.test(text)) throw refuse('form');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^[a-z]+:\/\/[^/]/i.test(text)) throw refuse('form');
  if (url.username !== '' || url.password !== '' || text.includes('@')) throw refuse('userinfo');
  if (url.pathname !== '/' || /[?#]/.test(text)) throw refuse('path');
  const host = url.hostname.replace(/\.$/, '');
  if (host === '' || host.endsWith('.')) throw refuse('form');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(host))) throw refuse('scheme');
  return `${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}`;
}

// Scheme, host and port alone: people paste whole URLs, and those carry tokens.
function told(text: string): string {
  const [, scheme = '', host = ''] = /^([a-z]+:\/\/)?(?:[^/?#]*@)?([^/?#]*)/i.exec(text) ?? [];
  return (scheme + host).slice(0, 80);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
