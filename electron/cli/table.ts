/** Tables for terminals of 40 columns and up: the last columns go first when there is no room. */
import { styleText } from 'node:util';

export interface Column<Row> {
  readonly title: string;
  text(row: Row): string;
  readonly style?: (row: Row) => Parameters<typeof styleText>[0] | undefined;
  /** Never left out. */
  readonly always?: boolean;
}

const gap = '  ';
const narrowest = 8;

/**
 * @param width Columns of the terminal; infinite: nothing is cut.
 * @returns lines, each at most that wide, with a line end at the last too.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
  colour: boolean,
): string {
  const shown = fittingColumns(columns, rows, width);
  const widths = fitWidths(shown, rows, width);
  const lines = [shown.map((column, at) => pad(column.title, widths[at]!)).join(gap)];
  for (const row of rows) {
    const cells = shown.map((column, at) => {
      const cell = pad(column.text(row), widths[at]!);
      const style = colour ? column.style?.(row) : undefined;
      return style === undefined ? cell : styleText(style, cell, { validateStream: false });
    });
    lines.push(cells.join(gap));
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function naturalWidth<Row>(column: Column<Row>, rows: readonly Row[]): number {
  return Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(column.text(row))));
}

function fittingColumns<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): Column<Row>[] {
  const filled = columns.filter((column) => column.always || rows.some((row) => column.text(row) !== ''));
  while (filled.some((column) => !column.always)) {
    const least = filled.reduce(
      (sum, column) => sum + Math.min(naturalWidth(column, rows), 24) + gap.length,
      -gap.length,
    );
    if (least <= width) break;
    filled.splice(
      filled.findLastIndex((column) => !column.always),
      1,
    );
  }
  return filled;
}

/** Takes what is too much from the widest column, again and again. */
function fitWidths<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): number[] {
  const widths = columns.map((column) => naturalWidth(column, rows));
  const total = () => widths.reduce((sum, one) => sum + one + gap.length, -gap.length);
  while (total() > width && Math.max(...widths) > narrowest) widths[widths.indexOf(Math.max(...widths))]! -= 1;
  return widths;
}

function pad(text: string, width: number): string {
  const fitted = displayWidth(text) > width ? cut(text, width) : text;
  return fitted + ' '.repeat(width - displayWidth(fitted));
}

function cut(text: string, width: number): string {
  let fitted = '';
  for (const { segment } of graphemes(text)) {
    if (displayWidth(fitted + segment) > width - 1) break;
    fitted += segment;
  }
  return `${fitted}…`;
}

let segmenter: Intl.Segmenter | undefined;

// Made when first needed: it costs a command that prints no table a tenth of its time.
function graphemes(text: string): Iterable<{ segment: string }> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]|\ufe0f/u;

/** Columns that a terminal gives to a text. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}
