/**
 * What a keeper and the process that started it say to each other. The keeper gets its task on stdin, and says on stdout how far
 * it is, in JSON, a line each.
 */
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Report } from './keeper-report.ts';

export const keeperActions = ['hold', 'clear', 'clear-leftover'] as const;
export type KeeperAction = (typeof keeperActions)[number];

export interface Task {
  /** Null: the text stays until something else is copied. */
  readonly clearAfterMs: number | null;
  readonly text: Buffer;
}

const headBytes = 8;

/** Milliseconds (u32, little-endian; 0 for null), length of the text (u32), text. The caller wipes both. */
export function encodeTask({ clearAfterMs, text }: Task): Buffer {
  const task = Buffer.alloc(headBytes + text.length);
  task.writeUInt32LE(clearAfterMs ?? 0, 0);
  task.writeUInt32LE(text.length, 4);
  text.copy(task, headBytes);
  return task;
}

/** @returns undefined where the bytes are not one whole task: the one who was to give it has left. */
export function decodeTask(bytes: Buffer): Task | undefined {
  if (bytes.length < headBytes || bytes.length !== headBytes + bytes.readUInt32LE(4)) return undefined;
  const clearAfterMs = bytes.readUInt32LE(0);
  if (clearAfterMs > limits.clearAfterMaxMs) return undefined;
  return { clearAfterMs: clearAfterMs === 0 ? null : clearAfterMs, text: bytes.subarray(headBytes) };
}

export function encodeReport(report: Report): string {
  return `${JSON.stringify(report)}\n`;
}

export function failedReport(caught: unknown): Report {
  const { code, details } = caught instanceof KeybearerError ? caught : new KeybearerError('internal');
  const known = code === 'clipboard-unavailable' || code === 'clipboard-not-cleared' ? code : 'internal';
  return typeof details.reason === 'string'
    ? { said: 'failed', code: known, reason: details.reason }
    : { said: 'failed', code: known };
}
