import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };

/**
 * commander can run other executables as subcommands; ours has none. Its import of node:child_process would cost every
 * start a tenth of bare Node's own.
 */
const withoutChildProcesses: Plugin = {
  name: 'commander-without-child-processes',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === 'node:child_process' && importer?.includes('/commander/') ? noChildProcess : null,
  load: (id) => (id === noChildProcess ? 'export default {};' : null),
};
const noChildProcess = '\0no-child-process';

/**
 * A program as one CommonJS file: one file, because V8's compile cache then makes start-up cheap; CommonJS, because the cache
 * skips no resolution of it. keytar stays outside: its native binary is found by a computed require.
 */
function program(entry: string, name: string): UserConfig {
  return {
    ssr: { noExternal: true, external: ['keytar'], target: 'node' },
    build: {
      ssr: true,
      outDir: 'out/cli',
      target: 'node22',
      minify: false,
      rollupOptions: {
        input: entry,
        external: ['keytar'],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}

/** x11 comes with its extensions, an X server and more, none of which a clipboard takes: left out, a copy is done sooner. */
const withoutXExtensions: Plugin = {
  name: 'x11-without-extensions',
  enforce: 'pre',
  resolveId: (id, importer) =>
    importer?.includes('/x11/lib/') && /^\.\/(ext\/|xserver|keysyms|fdpass|gcfunction)/.test(id) ? noExtension : null,
  load: (id) => (id === noExtension ? 'export default {};' : null),
};
const noExtension = '\0no-x-extension';

/** A program of its own beside the command line, which would start more slowly with it inside. */
const withClipboardKeeper: Plugin = {
  name: 'clipboard-keeper',
  closeBundle: async () => {
    const { build: options, ...keeper } = program('electron/clipboard-keeper.ts', 'clipboard-keeper');
    const plugins = [withoutXExtensions];
    await build({ ...keeper, plugins, configFile: false, logLevel: 'warn', build: { ...options, emptyOutDir: false } });
  },
};

/**
 * One character outside of Latin-1, and V8 keeps the whole bundle as two bytes each: every start would take a tenth of bare Node's own
 * longer.
 */
const inAscii: Plugin = {
  name: 'in-ascii',
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = ascii(file.code);
  },
};

function ascii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const rareLibraries: Readonly<Record<string, string>> = {
  './typage.ts': 'typage',
  'csv-parse/sync': 'csv-parse',
  'fflate/browser': 'fflate', // its entry for Node loads what starts threads
  'hash-wasm': 'hash-wasm',
  sax: 'sax',
  yaml: 'yaml',
};

/** Libraries that a module of ours stands before. */
const ownEntries: Readonly<Record<string, string>> = { './typage.ts': 'electron/backup/typage.ts' };

/**
 * What import, backup and restore alone need, as files of their own beside the bundle: within it, reading them would make the start of every
 * command a tenth longer (measured).
 */
const withRareLibraries: Plugin = {
  name: 'rare-libraries',
  enforce: 'pre',
  resolveId: (id) => (id in rareLibraries ? { id: `./libraries/${rareLibraries[id]}.cjs`, external: true } : null),
  closeBundle: async () => {
    const { build: options, ...libraries } = program('', '[name]');
    const input = Object.fromEntries(Object.entries(rareLibraries).map(([id, file]) => [file, ownEntries[id] ?? id]));
    const output = { format: 'cjs', entryFileNames: '[name].cjs' } as const;
    const apart = { outDir: 'out/cli/libraries', minify: true, rollupOptions: { input, output } };
    await build({ ...libraries, configFile: false, logLevel: 'warn', build: { ...options, ...apart } });
  },
};

export default defineConfig({
  ...program('electron/cli.ts', 'keybearer'),
  plugins: [withoutChildProcesses, withClipboardKeeper, withRareLibraries, inAscii],
  define: { KEYBEARER_VERSION: JSON.stringify(packageJson.version) },
});
