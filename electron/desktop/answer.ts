/**
 * The wrapper that every call of the window goes through. What comes in is not trusted: it is parsed strictly, run, and of the
 * answer nothing passes that the contract does not declare. Failures are answers with a code.
 */
import * as z from 'zod/mini';
import { type Failure, type Input, type Output, type ProcedureName, procedures } from '../../shared/contract.ts';
import { isKeybearerError, KeybearerError } from '../../shared/errors.ts';

/** What stands behind the contract. */
export type Handlers = { readonly [P in ProcedureName]: (input: Input<P>) => Promise<Output<P>> };

/** The handlers of one group of the contract. */
export type HandlersOf<Group> = Pick<Handlers, keyof Group & ProcedureName>;

export type Answer = { readonly ok: true; readonly value: unknown } | Failure;

export class Answering {
  readonly #handlers: Handlers;
  readonly #reportDefect: (caught: unknown) => void;
  #listAhead: Promise<unknown> | undefined;

  /** @param reportDefect Told of what is no KeybearerError; the window gets the code `internal` alone. */
  constructor(handlers: Handlers, reportDefect: (caught: unknown) => void) {
    this.#handlers = handlers;
    this.#reportDefect = reportDefect;
  }

  /** Answers a call, whatever it is: it never rejects. */
  async call(name: unknown, input: unknown): Promise<Answer> {
    try {
      if (!isProcedureName(name)) throw new KeybearerError('invalid-input', { field: 'procedure', reason: 'form' });
      const given = parsed(name, input);
      return { ok: true, value: await (this.#takeAhead(name) ?? this.#run(name, given)) };
    } catch (caught) {
      if (isKeybearerError(caught)) return { ok: false, code: caught.code, details: caught.details };
      this.#reportDefect(caught);
      return { ok: false, code: 'internal', details: {} };
    }
  }

  /** Lists the keys before a window asks for them: it is the first thing that it does, and takes longest. */
  listAhead(): void {
    this.#listAhead = this.#run('keys.list', {});
    // A failure is the answer to whoever asks, and nobody may.
    this.#listAhead.catch(() => undefined);
  }

  /** What was listed ahead is no longer so. */
  forgetAhead(): void {
    this.#listAhead = undefined;
  }

  #takeAhead(name: ProcedureName): Promise<unknown> | undefined {
    if (name !== 'keys.list') return undefined;
    const ahead = this.#listAhead;
    this.#listAhead = undefined;
    return ahead;
  }

  async #run(name: ProcedureName, given: unknown): Promise<unknown> {
    // Each handler takes what its own schema made: the table's type says so, one name at a time.
    const handler = this.#handlers[name] as (input: unknown) => Promise<unknown>;
    return z.parse(procedures[name].output, await handler(given));
  }
}

function isProcedureName(name: unknown): name is ProcedureName {
  return typeof name === 'string' && Object.hasOwn(procedures, name);
}

function parsed(name: ProcedureName, input: unknown): unknown {
  let result: { success: true; data: unknown } | { success: false; error?: z.core.$ZodError };
  try {
    result = z.safeParse(procedures[name].input, input);
  } catch {
    // zod compares a limit with whatever is there, and an object without valueOf and toString does not let itself be compared.
    result = { success: false };
  }
  if (!result.success) throw refused(result.error?.issues[0]);
  return result.data;
}

/** Names the field, which is one of ours, and nothing of what was in it. */
function refused(issue: z.core.$ZodIssue | undefined): KeybearerError {
  const field = issue?.path[0];
  return new KeybearerError('invalid-input', {
    field: typeof field === 'string' ? field : 'input',
    reason: issue?.code === 'too_big' ? 'too-long' : 'form',
    ...(issue?.code === 'too_big' && { max: Number(issue.maximum) }),
  });
}
