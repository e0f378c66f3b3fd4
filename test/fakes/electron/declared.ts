/** What electron.d.ts declares: the members of every class and interface, inherited ones too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Declaration {
  readonly parent: string | undefined;
  readonly members: Set<string>;
}

const file = join(import.meta.dirname, '../../../node_modules/electron/electron.d.ts');
let declarations: Map<string, Declaration> | undefined;

/** @param kind The name of a class or an interface in electron.d.ts: `WebContents`. */
export function isDeclared(kind: string, member: string): boolean {
  declarations ??= readDeclarations();
  const declaration = declarations.get(kind);
  if (declaration === undefined) throw new Error(`electron.d.ts has no ${kind}`);
  if (declaration.members.has(member)) return true;
  const { parent } = declaration;
  return parent !== undefined && declarations.has(parent) && isDeclared(parent, member);
}

function readDeclarations(): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  let current: Declaration | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const start = /^ {2}(?:class|interface) (\w+)(?:<.*>)?(?: extends ([\w.]+))?.* \{$/.exec(line);
    if (start !== null) {
      current = { parent: start[2], members: new Set() };
      found.set(start[1]!, current);
    } else if (line === '  }') current = undefined;
    const member = /^ {4}(?:static |readonly )*(\w+)\??[(<:]/.exec(line);
    if (member !== null) current?.members.add(member[1]!);
  }
  return found;
}
