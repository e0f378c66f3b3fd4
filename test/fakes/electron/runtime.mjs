#!/usr/bin/env node
/**
 * Stands for Electron's program as far as its driver meets it: it says where its Node and its browser listen, and shows a page.
 * The page tells what the program was started with.
 */
import { spawn } from 'node:child_process';
import inspector from 'node:inspector';

const told = JSON.stringify({ args: process.argv.slice(2), display: process.env.DISPLAY });
const page = `data:text/html,<title>Fake</title><pre>${encodeURIComponent(told)}</pre>`;
const profile = process.argv.find((arg) => arg.startsWith('--home=')).slice('--home='.length);

inspector.open(0);
const browser = spawn(
  process.env.FAKE_ELECTRON_BROWSER,
  ['--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`, page],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
process.once('SIGTERM', () => browser.kill());
browser.once('exit', () => process.exit(0));
