import { defineConfig } from 'electron-vite';
import packageJson from './package.json' with { type: 'json' };
import { procedures } from './shared/contract.ts';
import page from './vite.renderer.config.ts';

/**
 * The window: its privileged side for both shells, the preload of the Electron shell, and its page. What has native code or
 * drives a browser stays outside of the bundles.
 */
const outside = ['electron', 'keytar', 'playwright-core'];

export default defineConfig({
  main: {
    define: { KEYBEARER_VERSION: JSON.stringify(packageJson.version) },
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      rollupOptions: {
        input: { main: 'electron/main.ts', chromium: 'electron/chromium.ts' },
        external: outside,
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: page,
  preload: {
    define: { KEYBEARER_PROCEDURES: JSON.stringify(Object.keys(procedures)) },
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        external: ['electron'],
        // A sandboxed preload is CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
