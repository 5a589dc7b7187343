import { join } from 'node:path'
import { createWorkspace, ingest } from '@bigyellowtaxi/lake'
import { evaluate, readReport, type Truth } from '@bigyellowtaxi/range'
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../src/detection/mailbox-groups.js'
import { playState } from '../../src/detection/play-state.js'
import type { ReplayCell } from '../../src/detection/replay-model.js'
import { runDetection, wholeRun } from '../../src/detection/run.js'
import { inputsOf } from '../../src/files/inputs.js'
import { type Combination, combinations, exportsIn } from './combinations.js'
import { assessFiles, inFolder, writeTenant } from './tenant.js'

/** What `taxi ingest`, `taxi detect` and `taxi evaluate` come to, one after the other. */
async function really(folder: string, logs: readonly string[], truth: Truth) {
  const workspace = await createWorkspace(folder)
  await ingest(workspace, inputsOf([...logs], { stdin: process.stdin, workspace: workspace.folder }))
  const { decided } = await runDetection({
    ...wholeRun,
    folder: workspace.folder,
  })
  const { storylines } = evaluate(truth, readReport(JSON.stringify(decided)))
  return new Map(storylines.map((story) => [story.name, story.recall === 1]))
}

/** The tenant as it is on disk, with its logs run through detection. */
async function findings({ options, spoil }: Combination, folder: string) {
  const tenant = writeTenant(join(folder, 'tenant'), options)
  spoil?.(exportsIn(join(folder, 'tenant'), tenant.truth))
  return { tenant, found: await really(join(folder, 'workspace'), tenant.files('logs'), tenant.truth) }
}

/** Detection where the storyline is the only one: others may lend it an incident, which is no merit of the logging. */
const alone = (combination: Combination, storyline: string): Promise<boolean> =>
  inFolder(async (folder) => {
    const [variant = ''] = (combination.options.storylines ?? []).flatMap((text) => /:quiet/.exec(text) ?? [])
    const options = { ...combination.options, storylines: [storyline + variant] }
    const { found } = await findings({ ...combination, options }, folder)
    return found.get(storyline) ?? false
  })

/** For each storyline, what the replay promises for the mailboxes it hits, beside what detection finds. */
async function compare(combination: Combination) {
  return inFolder(async (folder) => {
    const { tenant, found } = await findings(combination, folder)
    const readiness = await assessFiles(join(folder, 'readiness'), tenant.files('both'))
    const { mailboxes, days, seed, storylines = [] } = combination.options
    const played = new Map<string, readonly ReplayCell[]>()
    const groups = groupsOf(readiness, [], { days, investigatedAfter: 0 })
    for (const { name, today } of groups) {
      const { cells } = await playState(today, {
        mailboxes,
        days,
        seed: String(seed),
        storylines,
        engine: {},
      })
      played.set(name, cells)
    }
    const rows = tenant.truth.storylines.map((story) => {
      // Where the victims' mailboxes are logged in several ways, what is seen in any of them is seen.
      const own = groups.filter((group) => story.mailboxes.some((name) => group.mailboxes.includes(name)))
      const cells = own.flatMap(
        ({ name }) => played.get(name)?.filter((cell) => cell.storyline === story.name) ?? [],
      )
      return {
        storyline: story.name,
        groups: own.map(({ name }) => name).join('; '),
        rules: [...new Set(cells.flatMap((cell) => cell.rules))].join(' '),
        replayed: cells.some((cell) => cell.seen),
        found: found.get(story.name) ?? false,
      }
    })
    const judged = []
    for (const row of rows)
      judged.push(
        row.replayed === row.found ? row : { ...row, found: await alone(combination, row.storyline) },
      )
    return judged
  })
}

const asked = process.env.REPLAY_ALL
const small = { mailboxes: 10, days: 10, seed: '3', storylines: ['storm-0558'] }
const held: readonly Combination[] =
  asked === undefined
    ? [{ name: 'E5, one storyline', options: small }]
    : combinations.filter(({ name }) => asked === '1' || name === asked)

describe('the replay promises what detection then finds', () => {
  it.each(held)('$name', { timeout: 900_000 }, async (combination) => {
    const all = await compare(combination)
    if (asked) console.table(all)
    expect(all.filter(({ replayed, found }) => replayed !== found)).toEqual([])
  })
})
