import { describe, expect, it } from 'vitest';
import { type Details, detailOf, withDetails } from '../../../electron/vault/details.ts';

const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const texts = (details: Details) => details.map(({ name, bytes }) => `${name}: ${bytes}`);

describe('withDetails', () => {
  const later = part('later', 'of a later version');

  it('puts a text in place of the one that is there, and keeps the others and what it does not know', () => {
    const first = withDetails([later], { notes: Buffer.from('one'), places: Buffer.from('~/a') });
    expect(texts(first)).toEqual(['notes: one', 'places: ~/a', 'later: of a later version']);
    const second = withDetails(first, { notes: Buffer.from('two'), renewal: Buffer.from('ask Ada') });
    expect(texts(second)).toEqual(['notes: two', 'renewal: ask Ada', 'places: ~/a', 'later: of a later version']);
    const none = Buffer.alloc(0);
    expect(withDetails(second, { notes: none, renewal: none, places: none })).toEqual([later]);
  });

  it('has one order, whatever was there in which', () => {
    const given = [later, part('places', 'p'), part('renewal', 'r'), part('notes', 'n')];
    expect(texts(withDetails(given, {}))).toEqual(['notes: n', 'renewal: r', 'places: p', 'later: of a later version']);
  });

  it('is nothing without a text', () => {
    expect(withDetails([], { notes: Buffer.alloc(0) })).toEqual([]);
    expect(detailOf([], 'notes')).toBeUndefined();
  });
});
