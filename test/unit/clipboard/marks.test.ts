import { describe, expect, it } from 'vitest';
import { marksAmong, newMark } from '../../../electron/clipboard/marks.ts';

describe('marksAmong', () => {
  it('finds what newMark made, in whatever case the system writes it', () => {
    const mark = newMark();
    expect(marksAmong(['text/plain', `text/vnd.keybearer.${mark}`], 'text/vnd.keybearer.')).toEqual([mark]);
    expect(marksAmong([`KEYBEARER.${mark.toUpperCase()}`], 'Keybearer.')).toEqual([mark]);
  });

  it.each(['Keybearer.', 'Keybearer.0123', 'Keybearer.0123456789abcdeg', 'XKeybearer.0123456789abcdef', ''])(
    'passes over %j',
    (name) => {
      expect(marksAmong([name], 'Keybearer.')).toEqual([]);
    },
  );

  it('is another each time', () => {
    expect(newMark()).not.toBe(newMark());
  });
});
