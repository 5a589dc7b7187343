import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Packages that decide what a rule finds: the compiler, the tables, the files they are read from, the judging. */
const packages = ['core', 'kql', 'lake', 'records'] as const

const { resolve } = createRequire(import.meta.url)

/** A hash of the code that makes an answer: what other code answered may no longer be true. */
export async function codeFingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of packages) {
    const dist = dirname(resolve(`@bigyellowtaxi/${name}`))
    const scripts = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js')).sort()
    // The package's own description names the engine and the parser it runs with.
    for (const file of ['../package.json', ...scripts])
      hash.update(`${name} ${file}\0`).update(await readFile(join(dist, file)))
  }
  return hash.digest('hex').slice(0, 16)
}
