/** The window as it ships, and its fake bridge, built for one test file. */
import { join } from 'node:path';
import { build } from 'vite';
import { type Bundle, readBundle } from '../../electron/desktop/bundle.ts';

const root = join(import.meta.dirname, '..', '..');

export interface BuiltWindow {
  readonly bundle: Bundle;
  /** The path of a script that puts the fake in place. */
  readonly fakeScript: string;
}

const quiet = { logLevel: 'error', clearScreen: false } as const;

/** The page alone, into a folder that a shell can serve. */
export async function buildPage(outDir: string): Promise<void> {
  await build({ ...quiet, configFile: join(root, 'vite.renderer.config.ts'), build: { outDir } });
}

/** @param folder Where to build: the file's own, removed by its owner. */
export async function buildWindow(folder: string): Promise<BuiltWindow> {
  const outDir = join(folder, 'window');
  await buildPage(outDir);
  const entry = join(root, 'test/window/fake/fake-bridge.ts');
  const lib = { entry, formats: ['iife' as const], name: 'fake', fileName: () => 'fake.js' };
  await build({ ...quiet, configFile: false, build: { outDir: join(folder, 'fake'), lib } });
  return { bundle: readBundle(outDir), fakeScript: join(folder, 'fake', 'fake.js') };
}
