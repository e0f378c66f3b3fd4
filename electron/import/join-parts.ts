/** Variables that are parts of one key become one item: an AWS access key id and its secret access key. */
import { catalogue } from '../../shared/catalogue/catalogue.ts';
import type { Issuer } from '../../shared/catalogue/issuer.ts';
import { parseOrigin } from '../../shared/origin.ts';
import type { Credential, Item, Variable } from './item.ts';
import { valueShape } from './value-shape.ts';

const ofSeveralParts = catalogue.filter(({ parts }) => parts.filter(({ envNames }) => envNames.length > 0).length > 1);
const withBaseUrl = catalogue.filter(({ baseUrlEnvNames }) => baseUrlEnvNames.length > 0);

/** @param items Of one file. Sets of all the parts become credentials, and base URLs are given to their neighbours. */
export function joinParts(items: readonly Item[]): Item[] {
  const variables = new Map<string, Variable>();
  for (const item of items) if (item.nature === 'variable') variables.set(item.title, item);
  const joined = new Map<Item, Credential | undefined>();
  for (const issuer of ofSeveralParts) {
    for (const { before, after } of affixes(issuer, variables)) {
      const parts = partsAt(issuer, variables, before, after);
      if (parts === undefined || parts.some(({ variable }) => joined.has(variable))) continue;
      const [first, ...others] = parts.map(({ variable }) => variable);
      joined.set(first!, credentialOf(issuer, parts, `${before}${issuer.id}${after}`));
      for (const other of others) joined.set(other, undefined);
    }
  }
  return items.flatMap((item) => {
    if (joined.has(item)) return joined.get(item) ?? [];
    return item.nature === 'variable' ? { ...item, origin: originFor(item, variables) } : item;
  });
}

interface Part {
  readonly name: string;
  readonly variable: Variable;
}

/** What stands around the issuer's own names: `STAGING_` and `_2` in STAGING_AWS_ACCESS_KEY_ID_2. */
function affixes(issuer: Issuer, variables: ReadonlyMap<string, Variable>): { before: string; after: string }[] {
  return issuer.parts[0]!.envNames.flatMap((first) =>
    [...variables.keys()].flatMap((name) => {
      const at = name.indexOf(first);
      return at === -1 ? [] : [{ before: name.slice(0, at), after: name.slice(at + first.length) }];
    }),
  );
}

function partsAt(
  issuer: Issuer,
  variables: ReadonlyMap<string, Variable>,
  before: string,
  after: string,
): Part[] | undefined {
  const parts = issuer.parts.map(({ name, envNames }) => {
    const found = envNames.map((envName) => variables.get(before + envName + after));
    return { name, variable: found.find((variable) => variable !== undefined) };
  });
  const filled = parts.filter((part): part is Part => part.variable !== undefined && isFilled(part.variable));
  return filled.length === issuer.parts.length ? filled : undefined;
}

function isFilled({ value }: Variable): boolean {
  return !['empty', 'reference', 'placeholder'].includes(valueShape(value));
}

function credentialOf(issuer: Issuer, parts: readonly Part[], title: string): Credential {
  const { line, environment, tags } = parts[0]!.variable;
  return {
    nature: 'credential',
    title: title.toLowerCase().replaceAll('_', '-'),
    line,
    environment,
    tags,
    issuer: issuer.id,
    parts: parts.map(({ name, variable }) => ({ label: name, value: variable.value })),
  };
}

function originFor({ title }: Variable, variables: ReadonlyMap<string, Variable>): string | undefined {
  const issuer = withBaseUrl.find(({ parts }) => parts.some(({ envNames }) => envNames.includes(title)));
  const base = issuer?.baseUrlEnvNames.map((name) => variables.get(name)?.value).find((value) => value);
  try {
    return base === undefined ? undefined : parseOrigin(new URL(base).origin);
  } catch {
    return undefined; // no URL, or one that a secret may not go to: then the issuer's own hold
  }
}
