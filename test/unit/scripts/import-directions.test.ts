import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/**
 * Lints sources that stand where their names say, under this project's rules.
 *
 * @returns The names of those that import what they may not, in order.
 */
function refused(sources: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-imports-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write('biome.json', JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const [name, source] of Object.entries(sources)) write(name, source);
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const found: { category: string; location: { path: string } }[] = JSON.parse(stdout).diagnostics;
  const names = found.filter(({ category }) => category.endsWith('/noRestrictedImports'));
  return [...new Set(names.map(({ location }) => location.path.replaceAll('\\', '/')))].sort();
}

const forbidden: readonly (readonly [from: string, imports: readonly string[]])[] = [
  ['shared/x.ts', ['electron', 'keytar', 'commander', 'node:fs', 'node:crypto', '../electron/vault/y.ts']],
  ['renderer/x.ts', ['../electron/vault/y.ts', '../electron/desktop/y.ts', 'electron', 'node:fs', 'zod/mini']],
  ['renderer/keys/x.ts', ['../../electron/vault/y.ts', 'node:crypto', 'zod']],
  [
    'electron/vault/x.ts',
    ['../storage/y.ts', '../protectors/y.ts', '../cli/y.ts', '../delivery/y.ts', '../compose.ts'],
  ],
  [
    'electron/vault/x.ts',
    ['electron', 'keytar', 'commander', 'node:sqlite', 'node:fs', 'node:fs/promises', 'node:net'],
  ],
  ['electron/vault/use-cases/x.ts', ['../../storage/y.ts', '../../cli/commands/y.ts', '../../compose.ts', 'node:os']],
  ['electron/storage/x.ts', ['../protectors/y.ts', '../cli/y.ts', '../compose.ts', 'keytar', 'electron']],
  ['electron/protectors/x.ts', ['../storage/y.ts', '../cli/y.ts', '../compose.ts', 'node:sqlite', 'electron']],
  ['electron/dbus/x.ts', ['../vault/y.ts', '../protectors/y.ts', '../reminders/y.ts', '../compose.ts', 'keytar']],
  [
    'electron/tpm2/x.ts',
    ['../vault/y.ts', '../protectors/y.ts', '../../shared/y.ts', '../compose.ts', 'zod', 'keytar'],
  ],
  ['electron/backup/x.ts', ['../storage/y.ts', '../protectors/y.ts', '../cli/y.ts', '../compose.ts', 'commander']],
  ['electron/vault/use-cases/x.ts', ['../../backup/y.ts']],
  [
    'electron/delivery/x.ts',
    ['../backup/y.ts', '../storage/y.ts', '../protectors/y.ts', '../cli/y.ts', '../compose.ts', 'commander'],
  ],
  ['electron/reminders/x.ts', ['../storage/y.ts', '../protectors/y.ts', '../cli/y.ts', 'dbus-native']],
  ['electron/reminders/x.ts', ['../compose.ts', '../compose-reminders.ts', 'keytar', 'electron']],
  [
    'electron/clipboard/x.ts',
    [
      '../vault/y.ts',
      '../storage/y.ts',
      '../protectors/y.ts',
      '../dbus/y.ts',
      '../cli/y.ts',
      '../compose.ts',
      'keytar',
    ],
  ],
  ['electron/delivery/x.ts', ['../clipboard/y.ts', 'x11']],
  ['electron/cli/x.ts', ['../clipboard/y.ts', 'x11']],
  ['electron/vault/x.ts', ['../clipboard/y.ts', 'x11']],
  ['electron/import/x.ts', ['../storage/y.ts', '../import-files/y.ts', '../cli/y.ts', '../compose.ts', 'node:fs']],
  ['electron/import/kdbx/x.ts', ['../../import-files/y.ts', '../../delivery/y.ts', 'node:child_process', 'node:net']],
  ['electron/import-files/x.ts', ['../vault/y.ts', '../storage/y.ts', '../cli/y.ts', '../compose.ts', 'commander']],
  ['electron/vault/use-cases/x.ts', ['../../import/y.ts', '../../import-files/y.ts']],
  ['electron/cli/x.ts', ['../storage/y.ts', '../protectors/y.ts', '../dbus/y.ts', 'keytar', 'node:sqlite', 'electron']],
  ['electron/desktop/x.ts', ['../storage/y.ts', '../protectors/y.ts', '../dbus/y.ts', '../cli/y.ts', 'keytar']],
  ['electron/desktop/x.ts', ['electron', 'playwright-core', 'commander', 'node:sqlite']],
  ['electron/desktop/procedures/x.ts', ['../../storage/y.ts', '../../cli/y.ts', 'electron']],
  ['electron/desktop/electron/x.ts', ['playwright-core', '../chromium/y.ts', '../../storage/y.ts', 'keytar']],
  ['electron/desktop/chromium/x.ts', ['electron', '../../desktop/electron/y.ts', '../../cli/y.ts']],
  ['electron/cli/commands/x.ts', ['../../storage/y.ts', '../../protectors/y.ts', '../../desktop/y.ts']],
];

const allowed: readonly (readonly [from: string, imports: readonly string[]])[] = [
  ['shared/x.ts', ['./y.ts', 'zod']],
  ['renderer/keys/x.ts', ['./y.ts', '../ui/y.ts', '../../shared/y.ts', 'react']],
  ['electron/vault/x.ts', ['./y.ts', './use-cases/y.ts', '../../shared/y.ts', 'node:crypto']],
  ['electron/vault/use-cases/x.ts', ['../y.ts', '../../../shared/y.ts']],
  ['electron/storage/x.ts', ['../vault/y.ts', '../../shared/y.ts', 'node:sqlite', 'node:fs']],
  ['electron/dbus/x.ts', ['./y.ts', 'dbus-native', 'node:net']],
  ['electron/tpm2/x.ts', ['./y.ts', 'node:crypto', 'node:net', 'node:fs/promises']],
  ['electron/protectors/x.ts', ['../vault/y.ts', '../dbus/y.ts', '../tpm2/y.ts', '../../shared/y.ts', 'keytar']],
  [
    'electron/clipboard/x.ts',
    ['./y.ts', './x11/y.ts', '../delivery/clipboard.ts', '../../shared/y.ts', 'x11', 'node:net'],
  ],
  [
    'electron/backup/x.ts',
    ['./y.ts', '../vault/y.ts', '../delivery/y.ts', '../../shared/y.ts', 'age-encryption', 'node:fs'],
  ],
  ['electron/delivery/x.ts', ['./y.ts', '../vault/y.ts', '../../shared/y.ts', 'node:child_process']],
  ['electron/import/x.ts', ['./kdbx/y.ts', '../vault/use-cases/y.ts', '../../shared/y.ts', 'node:crypto', 'yaml']],
  ['electron/import-files/x.ts', ['../import/y.ts', '../../shared/y.ts', 'node:fs', 'node:child_process']],
  ['electron/reminders/x.ts', ['./y.ts', '../vault/use-cases/y.ts', '../dbus/y.ts', '../../shared/y.ts']],
  [
    'electron/cli/x.ts',
    ['../compose.ts', '../reminders/y.ts', '../vault/use-cases/y.ts', '../../shared/y.ts', 'commander', 'node:fs'],
  ],
  ['electron/desktop/x.ts', ['../compose.ts', '../vault/use-cases/y.ts', '../delivery/y.ts', '../../shared/y.ts']],
  ['electron/desktop/electron/x.ts', ['electron', '../shell.ts']],
  ['electron/desktop/chromium/x.ts', ['playwright-core', '../shell.ts', 'node:fs']],
  ['electron/compose.ts', ['./storage/y.ts', './protectors/y.ts', './vault/y.ts']],
];

/** One source for each import, so that each is judged alone. */
function sourcesFor(table: typeof forbidden, statement: (specifier: string) => string): Record<string, string> {
  const lines = table.flatMap(([from, imports], row) =>
    imports.map((specifier, n) => [from.replace('x.ts', `x-${row}-${n}.ts`), statement(specifier)] as const),
  );
  return Object.fromEntries(lines);
}

describe('the direction of imports', () => {
  it.each([
    ['import', (specifier: string) => `import { y } from '${specifier}';\nexport const x = y;`],
    ['import type', (specifier: string) => `import type { Y } from '${specifier}';\nexport type X = Y;`],
    ['export from', (specifier: string) => `export { y } from '${specifier}';`],
    ['import()', (specifier: string) => `export const x = await import('${specifier}');`],
  ])('is kept by the linter for %s', (_form, statement) => {
    const sources = sourcesFor(forbidden, statement);
    expect(refused(sources)).toEqual(Object.keys(sources).sort());
  });

  it('leaves what points inward alone', () => {
    expect(refused(sourcesFor(allowed, (specifier) => `import '${specifier}';`))).toEqual([]);
  });

  // The linter does not look into require() and import('x').T; so they are put before it as plain imports.
  const hidden = /\b(?:require|import)\(\s*(['"`])(.+?)\1/g;

  function asPlainImports(source: string): string {
    return Array.from(source.matchAll(hidden), ([, , specifier]) => `import '${specifier}';`).join('\n');
  }

  it.each(["let y: import('../storage/y.ts').Y;", "const y = require('../storage/y.ts');"])(
    'sees through %s',
    (line) => {
      expect(refused({ 'electron/vault/x.ts': asPlainImports(line) })).toEqual(['electron/vault/x.ts']);
    },
  );

  it('is kept by every source, in types and computed imports too', () => {
    const names = globSync('{electron,shared,renderer}/**/*.{ts,tsx}', { cwd: root });
    const sources = names.map((name) => [name, asPlainImports(readFileSync(join(root, name), 'utf8'))] as const);
    expect(sources.filter(([, source]) => source !== '').length).toBeGreaterThan(5);
    expect(refused(Object.fromEntries(sources))).toEqual([]);
  });
});
