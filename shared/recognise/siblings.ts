/**
 * The parts that no form tells but the place does: the other half of `curl -u`, the member "SecretAccessKey" beside an AWS
 * access key id.
 */
import type { Issuer } from '../catalogue/issuer.ts';
import { parseHeaderTemplate } from '../header-template.ts';
import type { Field } from './field.ts';
import type { Found } from './found.ts';

export class Siblings {
  readonly #text: string;
  readonly #named = new Map<string, Field[]>();

  constructor(text: string, fields: readonly Field[]) {
    this.#text = text;
    for (const field of fields) {
      for (const name of new Set([letters(field.label), `header ${field.label.toLowerCase()}`, `half ${field.half}`])) {
        const key = `${field.form} ${name}`;
        const others = this.#named.get(key);
        if (others === undefined) this.#named.set(key, [field]);
        else others.push(field);
      }
    }
  }

  addTo({ issuer, field, evidence, parts }: Found): void {
    if (evidence.confidence === 'ambiguous') return;
    for (const { name } of issuer.parts) {
      if (parts.some((part) => part.name === name)) continue;
      const sibling = this.#find(field, namesOf(issuer, name), new Set(parts.map(({ start }) => start)));
      if (sibling === undefined || this.#text.startsWith('$', sibling.start)) continue;
      parts.push({ name, start: sibling.start, length: sibling.end - sibling.start, prefix: '' });
    }
  }

  /** The first in the text of those with one of the names. */
  #find({ form }: Field, names: readonly string[], taken: ReadonlySet<number>): Field | undefined {
    const first = names.flatMap((name) => {
      const field = this.#named.get(`${form} ${name}`)?.find(({ start }) => !taken.has(start));
      return field === undefined ? [] : [field];
    });
    return first.sort((one, other) => one.start - other.start)[0];
  }
}

/** How a field is called that holds this part. */
function namesOf(issuer: Issuer, part: string): string[] {
  const half = halfOf(issuer, part);
  const header = issuer.headers.find((text) => text.endsWith(`: {${part}}`));
  return [
    letters(part),
    ...(half === undefined ? [] : [`half ${half}`]),
    ...(header === undefined ? [] : [`header ${parseHeaderTemplate(header).name.toLowerCase()}`]),
  ];
}

function halfOf(issuer: Issuer, part: string): Field['half'] {
  const [, user, password] = /\{base64:\{(\w+)\}:\{(\w+)\}\}/.exec(issuer.headers[0] ?? '') ?? [];
  if (part === user) return 'user';
  return part === password ? 'password' : undefined;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
