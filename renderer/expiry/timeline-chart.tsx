/** The coming months: today's line, the next 30 days shaded, one mark for each key. */
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { CartesianGrid, ReferenceArea, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import type { KeyView } from '../../shared/contract/keys.ts';
import { lanes, type Mark, monthStarts, type Span, timelineMarks, timelineSpan } from './timeline.ts';
import { MarkSurroundings, markShape } from './timeline-mark.tsx';

const height = 256;
const margin = { top: 8, right: 12, bottom: 4, left: 12 };
const axisHeight = 28;
const month = new Intl.DateTimeFormat('en-GB', { month: 'short' });

interface TimelineProps {
  readonly keys: readonly KeyView[];
  readonly now: number;
  readonly onOpen: (keys: readonly KeyView[]) => void;
}

export function TimelineChart({ keys, now, onOpen }: TimelineProps) {
  const [box, width] = useWidth();
  const span = useMemo(() => timelineSpan(now), [now]);
  const plotWidth = width - margin.left - margin.right;
  const marks = useMemo(() => timelineMarks(keys, span, plotWidth), [keys, span, plotWidth]);
  const [reachable, setReachable] = useState(0);
  const surroundings = {
    now,
    onOpen,
    foot: height - axisHeight - margin.bottom,
    reachable: marks[reachable] ?? marks[0],
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the marks, which are buttons
    <div ref={box} className="timeline" onKeyDown={(event) => moveFocus(event, setReachable)}>
      <MarkSurroundings value={surroundings}>
        {width > 0 && <Chart marks={marks} span={span} now={now} width={width} />}
      </MarkSurroundings>
    </div>
  );
}

interface ChartProps {
  readonly marks: readonly Mark[];
  readonly span: Span;
  readonly now: number;
  readonly width: number;
}

/** Drawn anew only when its marks are: the mark that has the focus keeps it. */
const Chart = memo(function Chart({ marks, span, now, width }: ChartProps) {
  const shadeEnd = new Date(now).setDate(new Date(now).getDate() + 30);
  // A month that begins beside today's line would lie on its word.
  const closest = ((span.to - span.from) / width) * 44;
  return (
    <ScatterChart width={width} height={height} margin={margin} accessibilityLayer={false}>
      <CartesianGrid horizontal={false} verticalValues={monthStarts(span)} stroke="var(--line)" />
      <ReferenceArea x1={now} x2={shadeEnd} className="timeline-shade" />
      <XAxis
        type="number"
        dataKey="at"
        domain={[span.from, span.to]}
        ticks={monthStarts(span)}
        height={axisHeight}
        axisLine={false}
        tickLine={false}
        interval={0}
        tick={{ className: 'timeline-tick', fill: 'var(--dim)', textAnchor: 'start', dx: 4 }}
        tickFormatter={(at: number) => (Math.abs(at - now) < closest ? '' : month.format(at))}
      />
      <YAxis type="number" dataKey="lane" domain={[-0.5, lanes - 0.5]} reversed hide width={0} />
      <ReferenceLine
        x={now}
        className="timeline-today"
        label={{
          value: 'today',
          position: 'bottom',
          offset: 8,
          fill: 'var(--text)',
          className: 'timeline-tick timeline-today-words',
        }}
      />
      <Scatter data={marks} isAnimationActive={false} shape={markShape} />
    </ScatterChart>
  );
});

/** Left and right move among the marks in order of time; one of them is reached by Tab. */
function moveFocus(event: KeyboardEvent<HTMLElement>, setReachable: (at: number) => void): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const all = [...event.currentTarget.querySelectorAll<SVGElement>('[data-mark]')];
  const at = all.indexOf(document.activeElement as unknown as SVGElement);
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : at + (step ?? Number.NaN);
  if (at < 0 || all[to] === undefined) return;
  event.preventDefault();
  setReachable(to);
  all[to].focus();
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
