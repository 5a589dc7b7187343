// Takes each check out of the token verifier in turn and says which cases of the conformance kit notice.
import { checkIds, mutant } from '../packages/token/dist/self/index.js'

const mutants = []
for (const id of checkIds) {
  const found = await mutant(id)
  mutants.push(found)
  console.log(`${id.padEnd(20)} ${found.killedBy.join(' ') || 'NOTICED BY NOTHING'}`)
}
const noticed = mutants.filter(({ killedBy }) => killedBy.length > 0).length
console.log(`${noticed} of ${mutants.length} checks are missed when gone`)
process.exitCode = noticed === mutants.length ? 0 : 1
