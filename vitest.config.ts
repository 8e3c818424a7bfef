import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/cli/support/build-command.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Many tests wait for processes that they start, so that a worker for each processor finishes in little more than half the time.
    maxWorkers: '100%',
    // Some tests start the built command, a terminal or a notebook kernel, on machines with other work to do.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
