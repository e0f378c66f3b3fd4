/** Loads the built Electron application over a double of Electron. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { type DoubleOptions, ElectronDouble } from '../fakes/electron/double.ts';

const out = join(import.meta.dirname, '../../out');
const moduleUrl = pathToFileURL(join(import.meta.dirname, '../fakes/electron/module.mjs')).href;
let loads = 0;

// Each load is another module to Node, with the double of that load.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `${moduleUrl}?${loads}`, format: 'module', shortCircuit: true }
      : next(specifier, context),
});

/** Runs out/main/main.js up to the point where it waits for Electron to be ready. */
export async function loadMain(options: DoubleOptions = {}): Promise<ElectronDouble> {
  const double = provide(new ElectronDouble(options));
  await import(/* @vite-ignore */ `${pathToFileURL(join(out, 'main/main.js')).href}?${loads}`);
  return double;
}

/** Runs out/preload/preload.cjs as Electron's sandbox does: with a require of its own, before the page's scripts. */
export function loadPreload(): ElectronDouble {
  const double = new ElectronDouble();
  const preload = compileFunction(readFileSync(join(out, 'preload/preload.cjs'), 'utf8'), ['require']);
  preload((name: string) => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
    return double.module();
  });
  return double;
}

function provide(double: ElectronDouble): ElectronDouble {
  loads += 1;
  (globalThis as Record<symbol, unknown>)[Symbol.for('keybearer.electron-double')] = double;
  return double;
}
