import { defineConfig, type Plugin } from 'vite';
import packageJson from './package.json' with { type: 'json' };

/**
 * The command line as one CommonJS file plus keytar, whose native binary is found by a computed require.
 * One file, because V8's compile cache then makes start-up cheap; CommonJS, because the cache skips no resolution of it.
 */
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

export default defineConfig({
  plugins: [withoutChildProcesses],
  define: { KEYBEARER_VERSION: JSON.stringify(packageJson.version) },
  ssr: { noExternal: true, external: ['keytar'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'out/cli',
    target: 'node22',
    minify: false,
    rollupOptions: {
      input: 'electron/cli.ts',
      external: ['keytar'],
      output: { format: 'cjs', entryFileNames: 'keybearer.cjs', codeSplitting: false },
    },
  },
});
