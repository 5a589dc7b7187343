import { describe, expect, it } from 'vitest'
import { type SimulateOptions, simulate } from './simulate.js'
import { storylines } from './storylines/index.js'

const small: SimulateOptions = { mailboxes: 24, days: 14, seed: 'tests', density: 60 }

/** Every record as `kind id text`, in the order of the export. */
function rows(options: SimulateOptions): string[] {
  const simulation = simulate(options)
  return [...simulation.happenings()].map(({ kind, id, build }) => `${kind} ${id} ${JSON.stringify(build())}`)
}

const idOf = (row: string): string => row.split(' ', 2).join(' ')

describe('simulate', () => {
  it('writes the same records for the same seed', () => {
    const options = { ...small, storylines: ['all'] }
    expect(rows(options)).toEqual(rows(options))
  })

  it('writes other records for another seed', () => {
    const others = new Set(rows({ ...small, seed: 'other' }))
    expect(rows(small).filter((row) => others.has(row))).toEqual([])
  })

  it.each(storylines.map(({ name }) => name))('leaves the rest alone when %s is taken out', (name) => {
    const all = storylines.map((story) => story.name)
    const simulation = simulate({ ...small, storylines: all })
    const withIt = [...simulation.happenings()].map(
      ({ kind, id, build }) => `${kind} ${id} ${JSON.stringify(build())}`,
    )
    const story = simulation.truth().storylines.find((candidate) => candidate.name === name)
    if (!story) throw new Error('no such storyline in the truth')
    const own = new Set([
      ...story.recordIds.map((id) => `audit ${id}`),
      ...story.signInIds.map((id) => `signIn ${id}`),
      ...story.directoryAuditIds.map((id) => `directory ${id}`),
      ...story.graphRequestIds.map((id) => `graph ${id}`),
      ...story.mailEventIds.map((id) => `mail ${id}`),
    ])
    const without = rows({ ...small, storylines: all.filter((other) => other !== name) })
    expect(withIt.filter((row) => !own.has(idOf(row)))).toEqual(without)
    expect(own.size).toBeGreaterThan(0)
  })

  it('has every id of the truth in the exports exactly once', () => {
    const simulation = simulate({ ...small, storylines: ['all'] })
    const seen = new Map<string, number>()
    for (const { kind, id } of simulation.happenings())
      seen.set(`${kind} ${id}`, (seen.get(`${kind} ${id}`) ?? 0) + 1)
    for (const story of simulation.truth().storylines) {
      expect(story.recordIds.length, story.name).toBeGreaterThan(0)
      for (const id of story.recordIds) expect(seen.get(`audit ${id}`), `${story.name} ${id}`).toBe(1)
      for (const id of story.signInIds) expect(seen.get(`signIn ${id}`), `${story.name} ${id}`).toBe(1)
      for (const id of story.unloggedIds) expect(seen.has(`audit ${id}`)).toBe(false)
    }
  })
})
