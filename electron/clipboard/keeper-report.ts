/** What a keeper says of how far it is, as the process that started it reads it. The keeper itself loads no zod for it. */
import * as z from 'zod/mini';

const reportSchema = z.union([
  z.strictObject({ said: z.enum(['reached', 'held', 'cleared', 'nothing']) }),
  z.strictObject({
    said: z.literal('failed'),
    code: z.enum(['clipboard-unavailable', 'clipboard-not-cleared', 'internal']),
    reason: z.optional(z.string()),
  }),
]);

export type Report = z.infer<typeof reportSchema>;

/** @throws ZodError, SyntaxError where the line is no report. */
export function decodeReport(line: string): Report {
  return reportSchema.parse(JSON.parse(line));
}
