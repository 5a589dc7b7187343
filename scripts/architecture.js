// Reads every import and holds it against the house rules of ARCHITECTURE.md. Runs in `npm test`.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Which of our packages each may import; `types` allows `import type` alone. */
const mayImport = {
  kql: [],
  records: [],
  token: [],
  incident: [],
  lake: ['records'],
  range: ['records'],
  core: ['records', 'kql', 'lake (types)'],
  cli: ['kql', 'records', 'lake', 'core', 'token', 'range', 'incident'],
}

/** Packages that must also run in a browser: no Node API in their sources. A folder listed here is exempt. */
const webOnly = { kql: [], records: [], core: [], token: ['kit'] }

const bannedNames = /^(utils?|helpers?|common|misc|manager)\b/
const maxLines = 350

const problems = []
const graph = new Map()

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'generated') yield* sources(path)
    else if (/\.ts$/.test(entry.name) && !/\.(test|bench|contract)\.ts$/.test(entry.name)) yield path
  }
}

function importsOf(text) {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [
    ...[...text.matchAll(statement)].map(([, type, target]) => ({
      target,
      typeOnly: type !== undefined,
      lazy: false,
    })),
    ...[...text.matchAll(dynamic)].map(([, target]) => ({ target, typeOnly: false, lazy: true })),
  ]
}

function checkImport(owner, inPackage, at, { target, typeOnly }) {
  if (target.startsWith('@bigyellowtaxi/')) {
    const wanted = target.split('/')[1]
    const rules = mayImport[owner]
    if (!rules.includes(wanted) && !(typeOnly && rules.includes(`${wanted} (types)`)))
      problems.push(`${at}: ${owner} may not import ${wanted}`)
  }
  const exempt = webOnly[owner]?.some((folder) => inPackage.startsWith(`${folder}/`))
  if (webOnly[owner] && !exempt && target.startsWith('node:'))
    problems.push(`${at}: ${owner} must run in a browser too, yet imports ${target}`)
}

for (const folder of readdirSync(join(root, 'packages'))) {
  const base = join(root, 'packages', folder, 'src')
  const owner = folder === 'taxi' ? 'cli' : folder
  if (!mayImport[owner]) problems.push(`packages/${folder}: no row in scripts/architecture.js`)
  for (const path of sources(base)) {
    const at = relative(root, path)
    const text = readFileSync(path, 'utf8')
    const lines = text.split('\n').length
    if (lines > maxLines) problems.push(`${at}: ${lines} lines; which second idea moved in?`)
    if (bannedNames.test(path.split(/[\\/]/).at(-1))) problems.push(`${at}: name it after its topic`)
    const edges = []
    for (const found of importsOf(text)) {
      checkImport(owner, relative(base, path), at, found)
      if (found.target.startsWith('.') && !found.typeOnly && !found.lazy)
        edges.push(resolve(dirname(path), found.target.replace(/\.js$/, '.ts')))
    }
    graph.set(path, edges)
  }
}

/** Files that import each other at run time, by Tarjan's strongly connected components. */
function rings() {
  const index = new Map()
  const low = new Map()
  const stack = []
  const found = []
  const visit = (node) => {
    index.set(node, index.size)
    low.set(node, index.get(node))
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)))
    }
    if (low.get(node) !== index.get(node)) return
    const ring = stack.splice(stack.indexOf(node))
    if (ring.length > 1) found.push(ring)
  }
  for (const node of graph.keys()) if (!index.has(node)) visit(node)
  return found
}

for (const ring of rings())
  problems.push(`import ring: ${ring.map((path) => relative(root, path)).join(' <-> ')}`)

for (const problem of problems) console.error(problem)
console.log(`architecture: ${graph.size} files, ${problems.length} problems`)
process.exitCode = problems.length ? 1 : 0
