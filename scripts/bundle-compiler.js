// Bundles the KQL compiler to the one script that a V8 start-up snapshot is built from (packages/taxi/src/kql/snapshot.ts).
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const dist = fileURLToPath(new URL('../packages/taxi/dist/kql/', import.meta.url))
const bundle = await rolldown({
  input: `${dist}snapshot-entry.js`,
  platform: 'node',
  // The parser is evaluated into the snapshot by the entry itself; nothing is run there that a plan calls.
  external: [/^@kusto\//, /^node:/, '@bigyellowtaxi/kql/run'],
  logLevel: 'warn',
})
await bundle.write({ file: `${dist}compiler.cjs`, format: 'cjs', codeSplitting: false })
