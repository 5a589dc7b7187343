import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('./packages/', import.meta.url))

/** What packages export, as the sources it is built from; the longer name first, of which the shorter is the beginning. */
const sources = readdirSync(root)
  .flatMap((folder) => {
    const { name, exports = {} } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')) as {
      readonly name: string
      readonly exports?: Readonly<Record<string, string | { readonly default: string }>>
    }
    return Object.entries(exports).flatMap(([path, file]) => {
      if (typeof file === 'string') return []
      const source = file.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
      return [{ find: `${name}${path.slice(1)}`, replacement: `${root}${folder}/${source}` }]
    })
  })
  .sort((a, b) => b.find.length - a.find.length)

/** Tests read the sources, never yesterday's build; only tests that start the command itself use dist. */
export default defineConfig({
  resolve: {
    alias: sources,
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
  },
})
