/** Loaded before the built window in an installed browser: a test can reach its page too. Nothing else is changed. */
import { chromium } from 'playwright-core';

const launch = chromium.launchPersistentContext.bind(chromium);

chromium.launchPersistentContext = (profile, options) =>
  launch(profile, { ...options, args: [...options.args, '--remote-debugging-port=0'] });
