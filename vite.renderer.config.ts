import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string) => join(import.meta.dirname, 'renderer', name);

/** The window's pages, itself and the one to copy from quickly: one folder of files that any shell can serve, without anything inlined, since its CSP takes no `data:` fonts. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'out', 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    assetsInlineLimit: 0,
    // In kB; the files come from this machine's disk.
    chunkSizeWarningLimit: 1000,
    // It is put in by a script, and every browser that we support has it.
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: page('index.html'), quick: page('quick.html') } },
  },
});
