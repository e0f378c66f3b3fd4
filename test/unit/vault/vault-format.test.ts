/** docs/vault-format.md and the code say the same. Its examples were computed apart from the code. */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keychainAccount, keychainService } from '../../../electron/protectors/keychain-item.ts';
import { formatRecoveryCode, parseRecoveryCode } from '../../../electron/protectors/recovery-code.ts';
import { defaultScryptCost, deriveFromTyped } from '../../../electron/protectors/scrypt.ts';
import { pinAuthValue } from '../../../electron/protectors/tpm-slot.ts';
import { withWrappingKey } from '../../../electron/protectors/wrapping-key.ts';
import { applicationId, schema, schemaVersion } from '../../../electron/storage/schema.ts';
import { type ApiKeyRecord, decodeRecord, encodeRecord } from '../../../electron/vault/api-key.ts';
import { chainStart, nextLink } from '../../../electron/vault/audit-chain.ts';
import { auditActions, decodeEvent } from '../../../electron/vault/audit-event.ts';
import { detailOf } from '../../../electron/vault/details.ts';
import { openHead } from '../../../electron/vault/head.ts';
import { emptyManifest, rowTerm, withRow } from '../../../electron/vault/manifest.ts';
import { encodePlace, eventRecordId, headRecordId, noContext, type Place } from '../../../electron/vault/place.ts';
import { policyHash } from '../../../electron/vault/policy.ts';
import type { Side, SlotKind, SlotPlace } from '../../../electron/vault/ports.ts';
import { open } from '../../../electron/vault/sealing.ts';
import { decodeSecret, encodeSecret } from '../../../electron/vault/secret.ts';
import { deriveSubkey, indexPurposes, secretPurposes } from '../../../electron/vault/subkeys.ts';
import { nameTag } from '../../../electron/vault/working-keys.ts';
import { openWrap, type WrapLayer } from '../../../electron/vault/wrap.ts';
import { normaliseKeyName } from '../../../shared/key-name.ts';

const document = readFileSync(new URL('../../../docs/vault-format.md', import.meta.url), 'utf8');

/** The cells of every table row whose first cell is one of these words, without the code marks. */
function rows(section: string): string[][] {
  const start = document.indexOf(`\n${section}\n`);
  if (start < 0) throw new Error(`no section ${section}`);
  const end = document.slice(start + 1).search(new RegExp(`\n#{1,${section.indexOf(' ')}} `));
  const text = end < 0 ? document.slice(start) : document.slice(start, start + 1 + end);
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|---'));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/** The hex in the row of a table that begins with these words. */
function hex(words: string): Buffer {
  const found = new RegExp(`^\\| ${words} \\| \`([0-9a-f]+)\` \\|$`, 'm').exec(document);
  if (found === null) throw new Error(`no row ${words}`);
  return Buffer.from(found[1]!, 'hex');
}

/** The indented lines of the document. */
const examples = document.split('\n').flatMap((line) => (line.startsWith('    ') ? [line.trim()] : []));

const run = (from: number, bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, at) => from + at));
const vaultKeys: Record<Side, Buffer> = { index: run(0x00, 32), secret: run(0x20, 32) };
const vaultId = run(0xa0, 16);
const keyId = run(0xb0, 16);
const slotId = run(0xc0, 16);
const salt = run(0xe0, 16).toString('base64');
const home = { vaultId, generation: 1 };
const sideOf = (label: string) => label.split('/')[0] as Side;
const subkey = (label: string, id?: Buffer) => deriveSubkey(vaultKeys[sideOf(label)], vaultId, label, id);

describe('the SQLite file', () => {
  it('has the header numbers and the schema of the document', () => {
    expect(document).toContain(applicationId.toString(16));
    expect(rows('## SQLite').find(([offset]) => offset === '60')?.[2]).toBe(String(schemaVersion));
    const block = /```sql\n([^`]+)\n```/.exec(document)?.[1];
    expect(block?.split('\n')).toEqual(schema);
  });
});

describe('deriveSubkey', () => {
  const table = rows('## Keys').slice(1);
  const labels = [...Object.values(indexPurposes), ...Object.values(secretPurposes)];

  it('has the labels of the document and no other (K2)', () => {
    expect(table.map(([label]) => label).sort()).toEqual([...labels].sort());
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(table)('derives %s as the document says (K2)', (label, rest, written) => {
    const id = rest === '' ? undefined : keyId;
    const info = Buffer.concat([
      Buffer.from(`keybearer/1/${label}`),
      id === undefined ? noContext : Buffer.from('/'),
      id ?? noContext,
    ]);
    const computed = Buffer.from(hkdfSync('sha256', vaultKeys[sideOf(label!)], vaultId, info, 32));
    expect(computed.toString('hex')).toBe(written);
    expect(subkey(label!, id).export().toString('hex')).toBe(written);
  });

  it('derives another key for another vault, another API key and another vault key (K2)', () => {
    const derived = [
      subkey('secret/secret', keyId),
      subkey('secret/details', keyId),
      subkey('secret/secret', slotId),
      subkey('secret/secret'),
      deriveSubkey(vaultKeys.secret, slotId, 'secret/secret', keyId),
      deriveSubkey(vaultKeys.index, vaultId, 'secret/secret', keyId),
    ].map((key) => key.export().toString('hex'));
    expect(new Set(derived).size).toBe(derived.length);
  });
});

const record: ApiKeyRecord = {
  name: 'Stripe-LIVE',
  issuer: null,
  account: null,
  environment: null,
  tags: [],
  policy: {
    askBeforeUse: true,
    headers: ['Authorization: Bearer {secret}', 'api-version: v1'],
    origins: ['https://api.example.com', 'https://xn--bcher-kva.example:8443'],
  },
  parts: ['secret'],
  envName: null,
  createdAt: 0,
  expiresAt: null,
  expirySource: null,
  rotatedAt: null,
  previous: null,
  leadDays: null,
  reminders: { expiresAt: 1, said: [30, -1], snooze: { at: 1, until: 2 }, claimedAt: null },
  managementUrl: null,
  removedAt: null,
};
const secret = [
  { name: 'api_key', bytes: Buffer.from('abc') },
  { name: 'application_key', bytes: Buffer.from('dé') },
];
const secretPlace: Place = {
  ...home,
  table: 'secret',
  recordId: keyId,
  edition: 0,
  revision: 3,
  context: policyHash(record),
};
const detailsPlace: Place = { ...home, table: 'details', recordId: keyId, edition: 0, revision: 1, context: noContext };
const eventPlace: Place = {
  ...home,
  table: 'event',
  recordId: eventRecordId(1),
  edition: 0,
  revision: 1,
  context: noContext,
};
const headPlace: Place = {
  ...home,
  table: 'secret-head',
  recordId: headRecordId,
  edition: 0,
  revision: 5,
  context: noContext,
};
const sealedSecret = Buffer.from(examples.find((line) => line.startsWith('01d0d1'))!, 'hex');

describe('names', () => {
  it.each(rows('## Names and name tags').slice(1))('%s has the tag of the document', (written, normal, tag) => {
    const name = written!.replace(/ \(U\+\w+\)$/, '');
    expect(normaliseKeyName(name)).toBe(normal);
    const key = subkey('index/name-tag');
    expect(nameTag({ nameTag: key }, name).toString('hex')).toBe(tag);
    expect(createHmac('sha256', key).update(normal!).digest('hex')).toBe(tag);
  });
});

describe('encodeRecord', () => {
  it('writes the members of the document and no other', () => {
    const members = rows('## Records')
      .slice(1)
      .map(([member]) => member);
    const written = JSON.parse(encodeRecord(record).toString());
    expect(Object.keys(written).sort()).toEqual(members.sort());
    expect(Object.keys(written.policy).sort()).toEqual(
      rows('## Policy and bound hash')
        .slice(1)
        .map(([member]) => member)
        .sort(),
    );
    expect(Object.keys(written.reminders).sort()).toEqual(
      rows('## What was reminded of')
        .slice(1)
        .map(([member]) => member)
        .sort(),
    );
  });

  it('writes no reminders where there are none, as files did before there were any', () => {
    const { reminders: _reminders, ...without } = record;
    const written = encodeRecord(without).toString();
    expect(JSON.parse(written)).toEqual(without);
    expect(decodeRecord(Buffer.from(written))).toEqual(without);
  });

  it('refuses a member that the document does not know, and one that is missing', () => {
    const corrupt = expect.objectContaining({ code: 'record-corrupt' });
    expect(() => decodeRecord(Buffer.from(JSON.stringify({ ...record, more: 1 })))).toThrow(corrupt);
    const { tags: _tags, ...less } = record;
    expect(() => decodeRecord(Buffer.from(JSON.stringify(less)))).toThrow(corrupt);
    expect(() => decodeRecord(Buffer.from('{'))).toThrow(corrupt);
  });
});

describe('policyHash', () => {
  it('is the hash of the canonical form in the document', () => {
    const canonical = examples.find((line) => line.startsWith('{"askBeforeUse"'))!;
    const written = examples[examples.indexOf(canonical) + 1];
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(written);
    expect(policyHash(record).toString('hex')).toBe(written);
  });
});

describe('places, seals and manifests', () => {
  it('are the bytes of the document', () => {
    expect(examples).toContain(encodePlace(secretPlace).toString('hex'));
    expect(encodePlace(eventPlace)).toEqual(hex('place of the event'));
    expect(encodePlace(headPlace)).toEqual(hex('place of the head'));
  });

  it('open the examples of the document', () => {
    const encoded = encodeSecret(secret);
    expect(examples).toContain(encoded.toString('hex'));
    expect(open(subkey('secret/secret', keyId), secretPlace, sealedSecret)).toEqual(encoded);
    const details = open(subkey('secret/details', keyId), detailsPlace, hex('sealed details'));
    expect(detailOf(decodeSecret(details), 'notes')?.toString()).toBe('renew in the console');
  });

  it('add up to the sum of the document', () => {
    const key = subkey('secret/manifest');
    const terms = [rowTerm(key, secretPlace, sealedSecret), rowTerm(key, detailsPlace, hex('sealed details'))];
    const asHex = (term: bigint) => term.toString(16).padStart(64, '0');
    expect(terms.map(asHex)).toEqual([
      hex('term of the secret').toString('hex'),
      hex('term of the details').toString('hex'),
    ]);
    const { rows: count, sum } = terms.reduce(withRow, emptyManifest);
    expect([count, asHex(sum)]).toEqual([2, hex('sum').toString('hex')]);
  });

  it('open the head of the document', () => {
    const head = openHead(subkey('secret/head'), home, 'secret', { revision: 5, sealed: hex('sealed head') });
    expect(head.manifest).toEqual({ rows: 2, sum: BigInt(`0x${hex('sum').toString('hex')}`) });
    expect(head.confirmed).toEqual({ seq: 1, hash: hex('hash of link 1') });
    expect(head.pruned).toEqual(chainStart);
    expect(examples).toContain(open(subkey('secret/head'), headPlace, hex('sealed head')).toString());
  });
});

describe('the audit log', () => {
  it('opens and links the event of the document', () => {
    const plain = open(subkey('index/event'), eventPlace, hex('sealed event'));
    expect(examples).toContain(plain.toString());
    expect(decodeEvent(plain)).toMatchObject({ action: 'vault-created', destination: 'recovery' });
    expect(nextLink(subkey('index/chain'), chainStart, hex('sealed event'))).toEqual({
      seq: 1,
      hash: hex('hash of link 1'),
    });
  });

  it('has the actions of the document', () => {
    const listed = /Actions: ([^.]+)\./.exec(document)?.[1]?.match(/[a-z-]+/g);
    expect(listed).toEqual(auditActions);
  });

  it('reads actions and surfaces of later versions', () => {
    const event = JSON.parse(examples.find((line) => line.startsWith('{"at"'))!);
    const later = { ...event, action: 'secret-copied', surface: 'tray' };
    expect(decodeEvent(Buffer.from(JSON.stringify(later)))).toEqual(later);
    for (const action of ['', 'Secret', 'a b', 'x'.repeat(65), 'a\n'])
      expect(() => decodeEvent(Buffer.from(JSON.stringify({ ...event, action })))).toThrow(
        expect.objectContaining({ code: 'record-corrupt' }),
      );
  });
});

describe('slots', () => {
  const roots: Record<string, Buffer> = {
    'passphrase outer': hex('`correct horse battery staple`'),
    'recovery outer': run(0x00, 16),
    'keychain outer': run(0x40, 32),
    'keychain pin': hex('`a pin of some length`'),
    'tpm outer index': run(0x60, 32),
    'tpm outer secret': run(0x80, 32),
  };
  const placeOf = (kind: SlotKind): SlotPlace => ({ vaultId, slotId, kind, generation: 1 });
  const keys = rows('### Wraps').filter((cells) => cells.length === 4 && cells[0] !== 'Kind');

  it.each(keys)('derive the wrapping key %s %s %s as the document says (K2)', (kind, layer, side, written) => {
    const root = roots[`${kind} ${layer}`] ?? roots[`${kind} ${layer} ${side}`]!;
    const info = `keybearer/1/wrap/${kind}/${layer}/${side}`;
    expect(Buffer.from(hkdfSync('sha256', root, slotId, info, 32)).toString('hex')).toBe(written);
    withWrappingKey(root, placeOf(kind as SlotKind), side as Side, layer as WrapLayer, (key) => {
      expect(key.toString('hex')).toBe(written);
    });
  });

  it('open the wraps of the document', () => {
    const keyOf = (kind: string, layer: string) =>
      Buffer.from(keys.find((cells) => cells.join(' ').startsWith(`${kind} ${layer} secret`))![3]!, 'hex');
    const recovery = openWrap(keyOf('recovery', 'outer'), placeOf('recovery'), 'secret', 'outer', hex('recovery slot'));
    expect(recovery).toEqual(vaultKeys.secret);
    const tpm = openWrap(keyOf('tpm', 'outer'), placeOf('tpm'), 'secret', 'outer', hex('TPM slot'));
    expect(tpm).toEqual(vaultKeys.secret);
    const inner = openWrap(
      keyOf('keychain', 'outer'),
      placeOf('keychain'),
      'secret',
      'outer',
      hex('keychain slot with a PIN, outer'),
    );
    expect(inner).toEqual(hex('keychain slot with a PIN, inner'));
    expect(openWrap(keyOf('keychain', 'pin'), placeOf('keychain'), 'secret', 'pin', inner)).toEqual(vaultKeys.secret);
  });

  it('make an auth value of a PIN as the document says', () => {
    const written = rows('### TPM slots').find((cells) => cells[0] === 'a pin of some length')![1];
    expect(pinAuthValue(Buffer.from('a pin of some length')).toString('hex')).toBe(written);
  });

  it('derive from what is typed as the document says', async () => {
    for (const typed of ['correct horse battery staple', 'a pin of some length'])
      expect(await deriveFromTyped(Buffer.from(typed), { salt, ...defaultScryptCost })).toEqual(hex(`\`${typed}\``));
    expect(defaultScryptCost).toEqual({ N: 131_072, r: 8, p: 1 });
  });

  it.each([
    ['00 01 ... 0f', run(0x00, 16)],
    ['16 times `ff`', Buffer.alloc(16, 0xff)],
  ])('write the recovery code %s as the document does', (_what, code) => {
    const written = rows('### Recovery codes').map((cells) => cells[1]);
    expect(written).toContain(formatRecoveryCode(code));
    expect(parseRecoveryCode(formatRecoveryCode(code))).toEqual(code);
  });

  it('name their keychain items as the document says', () => {
    expect(document).toContain(`Service \`${keychainService}\``);
    expect(keychainAccount({ vaultId, slotId })).toBe(`${vaultId.toString('hex')}/${slotId.toString('hex')}`);
  });
});
