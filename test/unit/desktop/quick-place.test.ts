import { describe, expect, it } from 'vitest';
import { quickPlace } from '../../../electron/desktop/quick-place.ts';

describe('quickPlace', () => {
  it('is in the middle of the upper part of its screen', () => {
    expect(quickPlace({ x: 1920, y: 24, width: 1920, height: 1056 })).toEqual({
      x: 2600,
      y: 236,
      width: 560,
      height: 420,
    });
  });

  it('is no larger than the screen', () => {
    expect(quickPlace({ x: 0, y: 0, width: 320, height: 200 })).toEqual({ x: 0, y: 0, width: 320, height: 200 });
  });
});
