/** `npm run bench`: the set-up that is missing, then the benchmarks on the project's own Node. */
import { join } from 'node:path';
import { root } from './checkout.mjs';
import { runScript } from './failure.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';

await runScript(async () => run(await setUp(), [join(root, 'scripts', 'bench', 'main.ts'), ...process.argv.slice(2)]));
