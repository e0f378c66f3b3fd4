import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../electron/import/columns.ts';
import { readCsv } from '../../../electron/import/csv.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { limits } from '../../../shared/limits.ts';
import { failure } from '../../support/failure.ts';

const asKnown = async (_header: readonly string[], known: Columns) => known;
const read = (text: string, choose = asKnown) => readCsv(Buffer.from(text), choose);

describe('readCsv', () => {
  it("reads 1Password's columns, and leaves archived rows out", async () => {
    const text = [
      'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
      'Shop,https://shop.example,me,"a ""b""\nc",,false,false,"web;eu",note',
      'Old,,,x,,false,true,,',
    ].join('\r\n');
    expect(await read(text)).toEqual({
      items: [
        {
          nature: 'entry',
          title: 'Shop',
          line: 2,
          account: 'me',
          url: 'https://shop.example',
          tags: ['web', 'eu'],
          notes: 'note',
          fields: [{ label: '', value: 'a "b"\nc' }],
        },
      ],
      leftOut: [{ title: 'Old', line: 4, reason: 'archived' }],
    });
  });

  it('reads columns in any order, with semicolons, and takes a secret column for keys', async () => {
    const { items } = await read('Valid until;API Key;Service;Provider\n2027-03-01;s-1;Mail;SendGrid\n;s-2;;x y');
    expect(items).toMatchObject([
      {
        nature: 'credential',
        title: 'Mail',
        issuer: 'sendgrid',
        expires: '2027-03-01',
        parts: [{ label: 'secret', value: 's-1' }],
      },
      { nature: 'credential', title: 'line 3', parts: [{ label: 'secret', value: 's-2' }] },
    ]);
    expect(items[1]).not.toHaveProperty('issuer');
  });

  it('reads how a key is renewed and where it is used', async () => {
    const { items } = await read('name,token,Used in,Renewal,Notes\nMail,s,"~/a/.env; CI secret\nAda",ask Ada,n');
    expect(items).toMatchObject([{ places: ['~/a/.env', ' CI secret', 'Ada'], renewal: 'ask Ada', notes: 'n' }]);
  });

  it('takes the columns that it is told', async () => {
    const { items } = await read('a,b\nx,y', async (header, known) => {
      expect([header, known]).toEqual([['a', 'b'], {}]);
      return { name: 0, secret: 1 };
    });
    expect(items).toMatchObject([{ title: 'x', parts: [{ value: 'y' }] }]);
  });

  it('takes rows that are too short or too long, and an empty file', async () => {
    const { items } = await read('name,token\nonly\na,b,c,d\n\n');
    expect(items).toMatchObject([
      { title: 'only', parts: [{ value: '' }] },
      { title: 'a', parts: [{ value: 'b' }] },
    ]);
    expect(await read('')).toEqual({ items: [], leftOut: [] });
  });

  it.each([
    ['no column for a secret', 'a,b\n1,2', 'no-secret-column'],
    ['a quote that stays open', 'name,token\n"x,y\nz', 'csv'],
    ['a quote inside a bare field', 'name,token\nx,y"z"\n', 'csv'],
    ['a field without an end', `name,token\nx,${'y'.repeat(limits.secretMaxBytes + limits.notesMaxBytes + 1)}`, 'csv'],
  ])('refuses %s', async (_what, text, reason) => {
    await expect(read(text)).rejects.toThrow(failure('source-malformed', { reason }));
  });

  it('says nothing of what stands in a row that it refuses', async () => {
    const error = await read('name,token\nx,y"hunter2"\n').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(KeybearerError);
    expect((error as KeybearerError).cause).toBeUndefined();
    expect(JSON.stringify((error as KeybearerError).details)).not.toContain('hunter2');
  });

  it('stops at as many rows as one import may have', async () => {
    const { items } = await read(`token\n${'x\n'.repeat(limits.importItemsMax + 100)}`);
    expect(items.length).toBe(limits.importItemsMax + 1);
  });
});
