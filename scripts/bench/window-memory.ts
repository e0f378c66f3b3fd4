/** Memory of the window as users start it: its privileged process and its page, beside bare Node and an empty page. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { chromiumShell } from '../../test/support/window-shells/chromium.ts';
import { findProcess, memoryOf, memoryOfTree, type ProcessMemory } from './process-memory.ts';

/** What is collected and given back at leisure is waited for. */
const restMs = 3000;

/** @param profile Of a bare browser that runs. */
export async function reportBareMemory(profile: string): Promise<void> {
  const node = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log()'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(node.stdout, 'data');
  await delay(restMs);
  console.log('\nMemory: resident (RSS), and where shared pages count in parts (PSS)');
  print('bare Node', memoryOf(node.pid!));
  node.kill();
  printBrowser('a bare browser', memoryOfTree(findProcess(profile)!));
}

/** Starts the built program on a vault, and ends it. */
export async function reportWindowMemory(home: string, size: number, env: NodeJS.ProcessEnv): Promise<void> {
  const { page, process: program } = await chromiumShell.start({ args: [`--home=${home}`], env });
  await page.getByText('key-0', { exact: true }).first().waitFor();
  await delay(restMs);
  const [privileged, ...browser] = memoryOfTree(program.pid!);
  print(`${size} keys: the privileged process`, privileged);
  printBrowser(`${size} keys: the browser`, browser);
  console.log(`  ${`${size} keys: the page's heap`.padEnd(52)}${mebibytes(await heapOf(page))}`);
  const ended = once(program, 'exit');
  await page.close();
  await ended;
}

function printBrowser(name: string, tree: readonly ProcessMemory[]): void {
  const pages = tree.filter(({ commandLine }) => commandLine.includes('--type=renderer'));
  // Another is kept ready for the next page.
  print(`${name}, its page`, pages.toSorted((one, other) => other.pss - one.pss)[0]);
  console.log(
    `  ${`${name}, all of it`.padEnd(52)}${''.padStart(12)}${mebibytes(sum(tree.map(({ pss }) => pss)))} PSS`,
  );
}

function print(name: string, memory: ProcessMemory | undefined): void {
  if (memory === undefined) throw new Error(`${name} has ended`);
  console.log(`  ${name.padEnd(52)}${mebibytes(memory.rss)} RSS${mebibytes(memory.pss)} PSS`);
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`.padStart(12);
}
