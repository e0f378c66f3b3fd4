/** One command and its answer, as bytes. Part 1, 18 (command and response structure). */
import { tag } from './constants.ts';
import { Tpm2Error } from './error.ts';
import { responseCode } from './response-code.ts';
import { headerBytes } from './transport.ts';
import { u16, u32, WireReader } from './wire.ts';

export interface Answer {
  readonly handles: readonly number[];
  readonly parameters: Buffer;
  /** The authorization area: empty for a command without one. */
  readonly authorization: Buffer;
}

/** @param authorization The authorization area, for a command that has one. */
export function encodeCommand(
  code: number,
  handles: readonly number[],
  authorization: Buffer | undefined,
  parameters: Buffer,
): Buffer {
  const area = authorization === undefined ? [] : [u32(authorization.length), authorization];
  const body = Buffer.concat([...handles.map(u32), ...area, parameters]);
  const header = [
    u16(authorization === undefined ? tag.noSessions : tag.sessions),
    u32(headerBytes + body.length),
    u32(code),
  ];
  return Buffer.concat([...header, body]);
}

/** @returns the response code. Answers that are not success have nothing but a header. */
export function answerCode(answer: Buffer): number {
  const reader = new WireReader(answer);
  const answerTag = reader.u16();
  const size = reader.u32();
  const code = reader.u32();
  if (answerTag === tag.response12) throw new Tpm2Error('tpm-1.2', { responseCode: code });
  if (size !== answer.length) throw new Tpm2Error('malformed-answer');
  return code;
}

/**
 * Takes a success apart.
 *
 * @param handleCount How many handles the command returns.
 * @throws Tpm2Error 'malformed-answer'
 */
export function decodeAnswer(answer: Buffer, handleCount: number, authorized: boolean): Answer {
  if (answerCode(answer) !== responseCode.success) throw new Tpm2Error('malformed-answer');
  const reader = new WireReader(answer);
  if (reader.u16() !== (authorized ? tag.sessions : tag.noSessions)) throw new Tpm2Error('malformed-answer');
  reader.bytes(headerBytes - 2);
  const handles = Array.from({ length: handleCount }, () => reader.u32());
  if (!authorized) return { handles, parameters: reader.rest(), authorization: Buffer.alloc(0) };
  const parameters = reader.bytes(reader.u32());
  return { handles, parameters, authorization: reader.rest() };
}
