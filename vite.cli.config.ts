import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/**
 * The command line as one CommonJS file plus keytar, whose native binary is found by a computed require.
 * One file, because V8's compile cache then makes start-up cheap; CommonJS, because the cache skips no resolution of it.
 */
export default defineConfig({
  ssr: { noExternal: true, external: ['keytar'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'out/cli',
    target: 'node22',
    minify: false,
    rollupOptions: {
      input: 'electron/cli.ts',
      external: [...builtinModules, /^node:/, 'keytar'],
      output: { format: 'cjs', entryFileNames: 'keybearer.cjs', codeSplitting: false },
    },
  },
});
