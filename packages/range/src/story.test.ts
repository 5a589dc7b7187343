import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.js'
import { parametersOf, parseStory } from './story.js'
import { storylines } from './storylines/index.js'

describe('a storyline on the command line', () => {
  it('reads name, variant and parameters', () => {
    expect(parseStory('storm-0558', storylines)).toEqual({ name: 'storm-0558', isQuiet: false, given: {} })
    expect(parseStory('storm-0558:quiet', storylines).isQuiet).toBe(true)
    expect(parseStory('storm-0558:mailboxes=4,days=10', storylines).given).toEqual({ mailboxes: 4, days: 10 })
    expect(parseStory('aitm:quiet:start=5', storylines)).toEqual({
      name: 'aitm',
      isQuiet: true,
      given: { start: 5 },
    })
  })

  it('refuses what it does not know, and says what it knows', () => {
    expect(() => parseStory('storm', storylines)).toThrow(expect.objectContaining({ code: 'RNG001' }))
    expect(() => parseStory('aitm:speed=2', storylines)).toThrow(expect.objectContaining({ code: 'RNG002' }))
    expect(() => simulate({ mailboxes: 1, days: 1, seed: 1, storylines: ['aitm', 'aitm:quiet'] })).toThrow(
      expect.objectContaining({ code: 'RNG004' }),
    )
    expect(() => parseStory('aitm:days=0', storylines)).toThrow(expect.objectContaining({ code: 'RNG002' }))
    const tiny = simulate({ mailboxes: 1, days: 3, seed: 1, storylines: ['delegate-abuse'] })
    expect(() => [...tiny.happenings()]).toThrow(expect.objectContaining({ code: 'RNG007' }))
    expect(() => simulate({ mailboxes: 0, days: 1, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'RNG003' }),
    )
  })
})

describe.each(storylines)('$name', (story) => {
  const play = (text: string) => {
    const simulation = simulate({
      mailboxes: 40,
      days: 21,
      seed: `story-${story.name}`,
      density: 10,
      storylines: [text],
    })
    for (const _ of simulation.happenings());
    return simulation.truth().storylines[0]
  }

  it('leaves records, mailboxes and a beginning in the second half of the window', () => {
    const truth = play(story.name)
    expect(truth?.recordIds.length).toBeGreaterThan(0)
    expect(truth?.mailboxes.length).toBeGreaterThan(0)
    expect(truth?.firstTime !== null && truth && truth.firstTime > '2026-03-11').toBe(true)
  })

  it('is quieter when asked to be', () => {
    const loud = play(story.name)
    const quiet = play(`${story.name}:quiet`)
    expect(quiet?.variant).toBe('quiet')
    expect(quiet?.recordIds.length).toBeGreaterThan(0)
    expect(quiet && loud && quiet.recordIds.length < loud.recordIds.length).toBe(true)
  })

  it('does as its parameters say', () => {
    const many = parametersOf(story).mailboxes
    if (!many) return
    const count = story.name === 'audit-tamper' ? 4 : 3
    expect(play(`${story.name}:mailboxes=3`)?.mailboxes).toHaveLength(count)
  })
})
