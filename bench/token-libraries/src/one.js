/**
 * Usage: one.js <id> <result file> cases|retirement. Measures one configuration in a process of its own, so that no cache and no moved clock reaches another.
 */
import { writeFileSync } from 'node:fs'
import { advance, sendTo } from './intercept.js'

const { runConformance } = await import('../../../packages/token/dist/kit/index.js')
const { configurations } = await import('./configurations/index.js')
const { retirement } = await import('./retirement.js')

const id = process.argv[2]
const configuration = configurations.find((one) => one.id === id)
if (configuration === undefined) throw new Error(`no configuration ${id}`)

/** After this long a question counts as unanswered. */
const slow = configuration.answerWithinMs ?? 6_000
const hung = (ms) =>
  new Promise((resolve) => setTimeout(resolve, ms, { kind: 'broken', reason: `no answer in ${ms} ms` }))

export const adapter = {
  name: id,
  transport: 'loopback',
  clock: 'system',
  async create(setup) {
    sendTo(setup.origin)
    // Some read metadata before they serve; one that cannot start takes no token either.
    const starting = Promise.resolve(configuration.create(setup))
    starting.catch(() => {})
    const answer = async (token) => {
      try {
        const identity = await (await starting).present(token)
        return { kind: 'accepted', identity }
      } catch (error) {
        const status = /^answered (\d+)/.exec(error?.message ?? '')?.[1]
        return Number(status) >= 500
          ? { kind: 'broken', reason: `answered ${status}`, status: Number(status) }
          : { kind: 'refused', code: String(error?.code ?? error?.name ?? 'refused') }
      }
    }
    return {
      present: (token) => Promise.race([answer(token), hung(slow)]),
      close: () =>
        starting.then(
          (service) => service.close?.(),
          () => {},
        ),
    }
  },
}

// Some libraries throw where nobody can catch, which would end a service and must not end the measurement.
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})
console.error = console.warn = console.log = () => {}

async function cases() {
  const report = await runConformance(adapter, { tenantKeySets: 'own', onAdvance: advance })
  return report.cases.map(({ id: name, kind, accepted, outcome, problems, trials }) => ({
    id: name,
    kind,
    accepted,
    outcome,
    problems,
    identities: trials.filter(({ identity }) => identity !== undefined).map(({ identity }) => identity),
  }))
}

const [, , , file, what] = process.argv
try {
  writeFileSync(file, JSON.stringify(what === 'retirement' ? await retirement(adapter) : await cases()))
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error?.stack}\n`)
  process.exit(1)
}
