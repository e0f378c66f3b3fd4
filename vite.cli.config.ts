import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };

/**
 * The command line as one CommonJS file plus keytar, whose native binary is found by a computed require.
 * One file, because V8's compile cache then makes start-up cheap; CommonJS, because the cache skips no resolution of it.
 */
export default defineConfig({
  define: { KEYBEARER_VERSION: JSON.stringify(packageJson.version) },
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
