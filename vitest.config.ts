// How the tests run: one fixed seed for all properties, and full coverage demanded of the code that decides a verdict. The
// thresholds hold for a run of everything with --coverage; a run of a few files goes without.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "test-vectors/**/*.test.ts",
      "tools/**/*.test.ts",
      "test-support/**/*.test.ts",
    ],
    setupFiles: ["test-support/effort.ts"],
    // Small machines share their two cores with other work: a slow minute must not look like a fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: ["packages/schema/src/*.ts", "packages/verifier/src/*.ts"],
      // Only what falls short is listed.
      reporter: [["text", { skipFull: true }]],
      reportsDirectory: ".cache/coverage",
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  },
});
