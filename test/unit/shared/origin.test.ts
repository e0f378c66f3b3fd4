import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/limits.ts';
import { parseOrigin } from '../../../shared/origin.ts';
import { failure } from '../../support/failure.ts';

const taken: [string, string, string][] = [
  ['as it is', 'https://api.example.com', 'https://api.example.com'],
  ['with a slash', 'https://api.example.com/', 'https://api.example.com'],
  ['in lower case', 'HTTPS://API.Example.COM', 'https://api.example.com'],
  ['without the default port', 'https://api.example.com:443', 'https://api.example.com'],
  ['without an empty port', 'https://api.example.com:', 'https://api.example.com'],
  ['without zeros before the port', 'https://api.example.com:00443', 'https://api.example.com'],
  ['with another port', 'https://api.example.com:8443', 'https://api.example.com:8443'],
  ['with port 80', 'https://api.example.com:80', 'https://api.example.com:80'],
  ['without a trailing dot', 'https://api.example.com.', 'https://api.example.com'],
  ['without a trailing dot before a port', 'https://api.example.com.:8443', 'https://api.example.com:8443'],
  ['with its IDN as punycode', 'https://bücher.example', 'https://xn--bcher-kva.example'],
  ['with its upper-case IDN as punycode', 'https://BÜCHER.example', 'https://xn--bcher-kva.example'],
  ['with punycode as it is', 'https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ['with an ideographic full stop as a dot', 'https://api。example。com', 'https://api.example.com'],
  ['with full-width letters as ASCII', 'https://ｅxample.com', 'https://example.com'],
  ['with percent-encoding undone', 'https://%65xample.com', 'https://example.com'],
  ['without a soft hyphen', 'https://exam\u00adple.com', 'https://example.com'],
  ['with an IPv4 address in its one spelling', 'https://0x7f.1', 'https://127.0.0.1'],
  ['with an IPv6 address in its one spelling', 'https://[2001:DB8:0::1]:8443', 'https://[2001:db8::1]:8443'],
  ['on a loopback address', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['on another loopback address', 'http://127.8.9.10', 'http://127.8.9.10'],
  ['on IPv6 loopback', 'http://[::1]:3000', 'http://[::1]:3000'],
  ['on localhost', 'http://LocalHost.:3000', 'http://localhost:3000'],
];

const refused: [string, string, string][] = [
  ['nothing', '', 'form'],
  ['a host alone', 'api.example.com', 'form'],
  ['no scheme', '//api.example.com', 'form'],
  ['a scheme without slashes', 'https:api.example.com', 'form'],
  ['one slash', 'https:/api.example.com', 'form'],
  ['three slashes', 'https:///api.example.com', 'form'],
  ['four slashes', 'https:////api.example.com', 'form'],
  ['backslashes for slashes', 'https:\\\\api.example.com', 'form'],
  ['a backslash that ends the host', 'https://api.example.com\\@evil.example', 'form'],
  ['a tab inside', 'https://api.exam\tple.com', 'form'],
  ['a line feed at the end', 'https://api.example.com\n', 'form'],
  ['a space before', ' https://api.example.com', 'form'],
  ['a NUL', 'https://api.example.com\0', 'form'],
  ['a no-break space', 'https://api.example.com\u00a0', 'form'],
  ['no host', 'https://', 'form'],
  ['a port alone', 'https://:443', 'form'],
  ['a port beyond 65535', 'https://api.example.com:65536', 'form'],
  ['a port in letters', 'https://api.example.com:https', 'form'],
  ['a wildcard', 'https://*.example.com', 'form'],
  ['a star', '*', 'form'],
  ['two trailing dots', 'https://api.example.com..', 'form'],
  ['a dot alone', 'https://.', 'form'],
  ['a C1 control', 'https://api.example.com\u0080', 'form'],
  ['an address out of range', 'https://256.1.1.1', 'form'],
  ['an open bracket', 'https://[::1', 'form'],
  ['an encoded slash in the host', 'https://a%2fb.example', 'form'],
  ['an encoded NUL in the host', 'https://a%00b.example', 'form'],
  ['too many characters', `https://${'a.'.repeat(limits.originMaxChars / 2)}example`, 'form'],
  ['a user', 'https://user@api.example.com', 'userinfo'],
  ['a user and a password', 'https://user:pass@api.example.com', 'userinfo'],
  ['an allowed host as user', 'https://api.example.com@evil.example', 'userinfo'],
  ['an empty user', 'https://@api.example.com', 'userinfo'],
  ['a colon and an at sign', 'https://:@api.example.com', 'userinfo'],
  ['a path', 'https://api.example.com/v1', 'path'],
  ['a path that goes nowhere', 'https://api.example.com//', 'path'],
  ['a query', 'https://api.example.com?', 'path'],
  ['a fragment', 'https://api.example.com#', 'path'],
  ['plain http', 'http://api.example.com', 'scheme'],
  ['plain http to a name below localhost', 'http://api.localhost', 'scheme'],
  ['plain http to a name that begins like loopback', 'http://127.0.0.1.example.com', 'scheme'],
  ['plain http to a private address', 'http://192.168.1.1', 'scheme'],
  ['plain http to the metadata address', 'http://169.254.169.254', 'scheme'],
  ['plain http to any address', 'http://0.0.0.0', 'scheme'],
  ['plain http to a mapped address', 'http://[::ffff:127.0.0.1]', 'scheme'],
  ['another scheme', 'ftp://api.example.com', 'scheme'],
  ['a web socket', 'wss://api.example.com', 'scheme'],
  ['no web scheme', 'javascript://api.example.com', 'path'],
];

describe('parseOrigin', () => {
  it.each(taken)('answers an origin %s', (_how, text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
  });

  it.each(refused)('refuses %s', (_what, text, reason) => {
    expect(() => parseOrigin(text)).toThrow(failure('origin-invalid', { reason }));
  });

  it('cuts what it says of a long text', () => {
    expect(() => parseOrigin(`https://${'x'.repeat(100_000)}`)).toThrow(
      failure('origin-invalid', { origin: `https://${'x'.repeat(72)}` }),
    );
  });

  it('has one answer for every spelling of an origin', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/).filter((text) => !text.startsWith('xn--'));
    const hosts = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => `${labels.join('.')}.example`);
    const ports = fc.integer({ min: 1, max: 65535 });
    const shouts = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(hosts, ports, shouts, fc.boolean(), fc.boolean(), (host, port, shout, dot, slash) => {
        const loud = [...host].map((letter, at) => (shout[at % 8] ? letter.toUpperCase() : letter)).join('');
        const spelled = `https://${loud}${dot ? '.' : ''}:${port}${slash ? '/' : ''}`;
        expect(parseOrigin(spelled)).toBe(port === 443 ? `https://${host}` : `https://${host}:${port}`);
      }),
    );
  });

  it('answers an origin that is its own answer and that a URL parser agrees with, or refuses', () => {
    const nearly = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom('https://', 'http://', 'https:', 'HTTPS://'), fc.string({ unit: 'grapheme' }))
        .map((pieces) => pieces.join('')),
      fc.ipV6().map((address) => `https://[${address}]`),
      fc.ipV4().map((address) => `http://${address}`),
    );
    fc.assert(
      fc.property(nearly, (text) => {
        let origin: string;
        try {
          origin = parseOrigin(text);
        } catch (caught) {
          expect(caught).toEqual(failure('origin-invalid'));
          return;
        }
        expect(parseOrigin(origin)).toBe(origin);
        expect(new URL(origin).origin).toBe(origin);
        expect(new URL(text).hostname.replace(/\.$/, '')).toBe(new URL(origin).hostname);
      }),
      { numRuns: 2000 },
    );
  });
});
