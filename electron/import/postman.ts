/** Reads a Postman environment, as Postman exports it. */
import * as z from 'zod/mini';
import { KeybearerError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';
import type { Contents, Variable } from './item.ts';
import { jsonOf } from './text.ts';

const environmentSchema = z.object({
  name: z.optional(z.string()),
  values: z
    .array(
      z.object({
        key: z.string(),
        value: z.optional(z.nullable(z.unknown())),
        type: z.optional(z.string()),
        enabled: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(limits.importItemsMax)),
});

export function readPostman(bytes: Buffer): Contents {
  const parsed = environmentSchema.safeParse(jsonOf(bytes));
  if (!parsed.success) throw new KeybearerError('source-malformed', { reason: 'fields' });
  const { name, values } = parsed.data;
  const items = values.map(
    ({ key, value, type }): Variable => ({
      nature: 'variable',
      title: key,
      line: null,
      value: typeof value === 'string' ? value : JSON.stringify(value ?? ''),
      marked: type === 'secret',
      environment: name,
    }),
  );
  return { items, leftOut: [] };
}
