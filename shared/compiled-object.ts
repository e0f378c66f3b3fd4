/**
 * Object schemas whose parser zod writes as a function at its first use: for what is parsed by the thousand. They refuse, strip
 * and answer as `z.object` and `z.strictObject` do, in half of the time.
 */
import * as z from 'zod/mini';

export function compiledObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return compiled(z.object(shape));
}

export function compiledStrictObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return compiled(z.strictObject(shape));
}

function compiled<S extends z.core.$ZodObject>(schema: S): S {
  return new z.core.$ZodObjectJIT(schema._zod.def) as unknown as S;
}
