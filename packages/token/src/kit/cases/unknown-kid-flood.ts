import type { AttackCase } from '../case.js'
import { delegated } from '../shapes.js'

const kids = 40
/** Fetches one flood may cost: the first of all, one on the first unknown kid, and room for a retry each. */
const mostFetches = 4
const longestMs = 5_000

/** Unknown kids in quick succession, then one while the authority has stopped answering. */
export const unknownKidFlood: AttackCase['attack'] = async (stage) => {
  const forge = stage.forge()
  const unknown = (n: number) =>
    forge.sign({ key: 'attacker', claims: delegated(forge), header: { kid: `unknown-${n}` } })
  await stage.probe(forge.sign({ claims: delegated(forge) }))
  const before = stage.authority.keyRequests()
  for (let n = 0; n < kids; n++) await stage.probe(unknown(n))
  const fetches = stage.authority.keyRequests() - before
  if (fetches > mostFetches) stage.problem(`${kids} unknown kids cost ${fetches} key fetches`)

  // Far enough on that the target may ask again, and gets no answer.
  stage.advance(60_000)
  stage.authority.state.fault = 'silent'
  const trial = await Promise.race([
    stage.present('while the authority is silent', unknown(kids)),
    new Promise<undefined>((resolve) => setTimeout(resolve, longestMs)),
  ])
  if (trial === undefined) {
    stage.record({
      variant: 'while the authority is silent',
      outcome: 'broken',
      why: `no answer in ${longestMs} ms`,
    })
  }
  stage.authority.state.fault = 'none'
}
