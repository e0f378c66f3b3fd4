import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lanes,
  type Mark,
  monthStarts,
  shortName,
  timelineMarks,
  timelineSpan,
} from '../../../../renderer/expiry/timeline.ts';
import { manyKeys, sampleKey, twelveKeys } from '../../../window/fake/sample-keys.ts';

const now = Date.now();
const span = timelineSpan(now);

/** How far a mark reaches, in pixels from the left. */
function reach(mark: Mark, width: number): readonly [from: number, to: number] {
  const x = ((mark.at - span.from) / (span.to - span.from)) * width;
  const beyond = mark.name === null ? 9 : 14 + [...mark.name].length * 6.6;
  return mark.side === 'left' ? [x - beyond, x + 9] : [x - 9, x + beyond];
}

describe('timelineMarks', () => {
  it('has one mark for each key that expires in the time that is shown', () => {
    const marks = timelineMarks(twelveKeys(), span, 900);
    expect(marks.map(({ keys }) => keys.map(({ name }) => name))).toEqual([
      ['workload-protection'],
      ['deploy-certificate'],
      ['github-ci'],
      ['gitlab-deploy'],
      ['npm-publish'],
      ['openai-eval'],
      ['sentry-release'],
      ['cloudflare-dns'],
    ]);
  });

  it('lets no mark cover another, and loses no key, at any width', () => {
    const days = fc.array(fc.integer({ min: -40, max: 200 }), { maxLength: 120 });
    fc.assert(
      fc.property(days, fc.integer({ min: 240, max: 1600 }), (ends, width) => {
        const keys = ends.map((day, at) => sampleKey(at, { name: `key-${at}`, expiresAt: now + day * 86_400_000 }));
        const marks = timelineMarks(keys, span, width);
        const shown = keys.filter(({ expiresAt }) => expiresAt! <= span.to);
        expect(marks.flatMap((mark) => mark.keys)).toHaveLength(shown.length);
        for (let lane = 0; lane < lanes; lane++) {
          const reaches = marks.filter((mark) => mark.lane === lane).map((mark) => reach(mark, width));
          for (const [, to] of reaches) expect(to).toBeLessThanOrEqual(width + 12);
          for (let at = 1; at < reaches.length; at++)
            expect(reaches[at]![0]).toBeGreaterThanOrEqual(reaches[at - 1]![1] - 1);
        }
      }),
    );
  });

  it('lets the line of a mark cross no name where lanes are free', () => {
    const marks = timelineMarks(twelveKeys(), span, 900);
    for (const { at, lane } of marks) {
      const x = ((at - span.from) / (span.to - span.from)) * 900;
      const below = marks.filter((other) => other.lane > lane && other.at < at).map((other) => reach(other, 900));
      for (const [, to] of below) expect(to).toBeLessThanOrEqual(x);
    }
  });

  it('counts where there is no room, so that 10,000 keys are few marks', () => {
    const marks = timelineMarks(manyKeys(10_000), span, 1000);
    expect(marks.length).toBeLessThan(300);
    expect(Math.max(...marks.map(({ keys }) => keys.length))).toBeGreaterThan(10);
  });

  it('puts what expired long ago at the beginning', () => {
    const [mark] = timelineMarks([sampleKey(1, { name: 'old', expiresAt: 5 })], span, 900);
    expect(mark).toMatchObject({ at: span.from, lane: 0, name: 'old' });
  });
});

describe('monthStarts', () => {
  it('names each month of the span once', () => {
    const starts = monthStarts(span).map((start) => new Date(start));
    expect(starts.length).toBeGreaterThanOrEqual(6);
    expect(starts.every((start) => start.getDate() === 1 && start.getHours() === 0)).toBe(true);
  });
});

describe('shortName', () => {
  it('cuts between characters and not inside them', () => {
    expect(shortName('🔑'.repeat(30))).toBe(`${'🔑'.repeat(25)}…`);
  });
});
