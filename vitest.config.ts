import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native code (keytar) reads the real environment, which worker threads do not change.
    pool: 'forks',
    globalSetup: ['test/support/keyring-session.ts'],
    // Built programs run as Node runs them, where a test may put a double in place of `electron`.
    server: { deps: { external: [/\/out\//] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a busy machine what comes may come late; how late decides nothing.
    expect: { poll: { timeout: 20_000 } },
  },
});
