import { describe, expect, it } from 'vitest';
import { type ValueShape, valueShape } from '../../../electron/import/value-shape.ts';

describe('valueShape', () => {
  it.each<[string, ValueShape]>([
    ['', 'empty'],
    [' \t', 'empty'],
    [`\${OTHER}`, 'reference'],
    ['$OTHER', 'reference'],
    ['op://vault/item/field', 'reference'],
    ['{{token}}', 'reference'],
    ['<your token>', 'placeholder'],
    ['changeme', 'placeholder'],
    ['your-api-key-here', 'placeholder'],
    ['xxxxxxxx', 'placeholder'],
    ['AKIAIOSFODNN7EXAMPLE', 'placeholder'],
    ['3000', 'number'],
    ['1.5', 'number'],
    ['30s', 'number'],
    ['true', 'boolean'],
    ['none', 'boolean'],
    ['https://api.example.com/v1', 'url'],
    ['localhost:5432', 'url'],
    ['postgres://user@db/x', 'url'],
    [`postgres://user:\${PW}@db/x`, 'url'],
    ['postgres://user:hunter2@db/x', 'url-with-password'],
    ['redis://:hunter2@cache:6379', 'url-with-password'],
    ['/etc/ssl/key.pem', 'path'],
    ['./key.pem', 'path'],
    ['C:\\keys\\a.pem', 'path'],
    ['me@host.org', 'email'],
    ['2027-03-01', 'date'],
    ['0f8fad5b-d9cb-469f-a165-70867728950e', 'identifier'],
    ['two words', 'text'],
    ['production', 'word'],
    ['eu-central-1', 'word'],
    ['aaaaaaaaaaaaaaaa1aaaaaaaa', 'word'],
    ['-----BEGIN PRIVATE KEY-----\nx', 'private-key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private-key'],
    ['-----BEGIN CERTIFICATE-----', 'public'],
    ['ssh-ed25519 AAAA', 'public'],
    ['kT9xWq2LmZ7pVb4NcR8sYd1F', 'token'],
    ['kT9xWq2LmZ7pVb4N+R8sYd1/Fg==', 'token'],
  ])('takes %j for %s', (value, shape) => {
    expect(valueShape(value)).toBe(shape);
  });

  it.each(['a', '$', '{', '/', ':', '@', ' ', '<', 'x1', '-', 'change', '//@'])(
    'gets through a megabyte of %j',
    (piece) => {
      expect(valueShape(piece.repeat(1_000_000 / piece.length))).toBeTypeOf('string');
    },
  );
});
