import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const packages = [
  'kql/run',
  'kql',
  'core/query',
  'records',
  'lake',
  'core',
  'token/kit',
  'token/self',
  'token',
  'range',
  'incident',
]

/** Tests read the sources, never yesterday's build; only tests that start the command itself use dist. */
export default defineConfig({
  resolve: {
    alias: Object.fromEntries(
      packages.map((name) => [
        `@bigyellowtaxi/${name}`,
        fileURLToPath(new URL(`./packages/${name.replace(/\/|$/, '/src/')}/index.ts`, import.meta.url)),
      ]),
    ),
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
  },
})
