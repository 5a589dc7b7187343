import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.js'
import { storylines } from './storylines/index.js'

const schema = JSON.parse(
  readFileSync(new URL('../../../docs/range-truth.schema.json', import.meta.url), 'utf8'),
)

describe('truth.json', () => {
  const simulation = simulate({ mailboxes: 40, days: 12, seed: 'truth', tier: 'mixed', storylines: ['all'] })
  for (const _ of simulation.happenings());
  const truth = JSON.parse(JSON.stringify(simulation.truth()))

  it('fits its published schema', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(schema)
    validate(truth)
    expect(validate.errors).toBeNull()
  })

  it('lists every storyline and the confounders with what they are mistaken for', () => {
    expect(truth.storylines.map(({ name }: { name: string }) => name)).toEqual(
      storylines.map(({ name }) => name),
    )
    expect(truth.confounders.length).toBeGreaterThan(20)
    for (const confounder of truth.confounders) expect(confounder.mistakenFor).not.toBe('')
  })
})
