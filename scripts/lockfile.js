// A lock file made on one platform forgets the native packages of the others: `npm ci` then fails, or installs no
// database engine on Windows and macOS. This names what is missing. Runs in `npm test`.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))

/** Where Node looks for a package from `from`, nearest folder first. */
function* places(from, name) {
  for (
    let at = from;
    at !== '';
    at = at.includes('/node_modules/') ? at.replace(/\/node_modules\/(?!.*\/node_modules\/).*$/, '') : ''
  )
    yield `${at}/node_modules/${name}`
  yield `node_modules/${name}`
}

const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, range]) => {
      const place = [...places(from, name)].find((at) => packages[at])
      // platform packages are pinned exactly; a range is only asked to be there
      return !place || (/^\d/.test(range) && packages[place].version !== range)
    })
    .map(([name, range]) => `${from} wants ${name} ${range}: not in package-lock.json`),
)

for (const line of missing) console.error(line)
process.exitCode = missing.length > 0 ? 1 : 0
