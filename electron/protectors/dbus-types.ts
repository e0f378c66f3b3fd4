/** D-Bus signatures: "a{ss}" is one complete type, "sao" two. @see D-Bus Specification, "Type System" */

/** Bytes to which each type is aligned in a message. */
const alignments: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, h: 4, s: 4, o: 4, a: 4, x: 8, t: 8, d: 8, '(': 8, '{': 8 },
};

/** @throws RangeError for a letter that is no type. */
export function alignmentOf(type: string): number {
  const bytes = alignments[type.charAt(0)];
  if (bytes === undefined) throw new RangeError(`no D-Bus type: ${type}`);
  return bytes;
}

/** Splits a signature into its complete types. @throws RangeError when it is not well formed. */
export function completeTypes(signature: string): string[] {
  const types: string[] = [];
  for (let start = 0; start < signature.length; ) {
    const end = endOfType(signature, start);
    types.push(signature.slice(start, end));
    start = end;
  }
  return types;
}

function endOfType(signature: string, start: number): number {
  const first = signature.charAt(start);
  alignmentOf(first);
  if (first === 'a') return endOfType(signature, start + 1);
  if (first !== '(' && first !== '{') return start + 1;
  const closing = first === '(' ? ')' : '}';
  let at = start + 1;
  while (signature.charAt(at) !== closing) at = endOfType(signature, at);
  if (at === start + 1) throw new RangeError('an empty D-Bus struct');
  return at + 1;
}
