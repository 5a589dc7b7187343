import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.js'
import { defaultShapes, writers } from './writers/index.js'

/** SHA-256 of each default export of a small tenant. */
function fingerprints(): Record<string, string> {
  const simulation = simulate({ mailboxes: 10, days: 4, seed: 'bytes', storylines: ['all:quiet'] })
  const files = writers
    .filter(({ id }) => defaultShapes.includes(id))
    .map((writer) => ({ writer, open: writer.open(simulation.tenant), hash: createHash('sha256') }))
  for (const happening of simulation.happenings())
    for (const { writer, open, hash } of files)
      if (writer.kind === happening.kind) hash.update(open.write(happening.build(), happening))
  for (const { open, hash } of files) hash.update(open.end())
  const truth = createHash('sha256').update(JSON.stringify(simulation.truth())).digest('hex')
  return { ...Object.fromEntries(files.map(({ writer, hash }) => [writer.file, hash.digest('hex')])), truth }
}

describe('the bytes of a seed', () => {
  // A change here is a change of every simulated tenant: say so in the changelog when it is meant.
  it('are the same on every machine and in every version until changed on purpose', () => {
    expect(fingerprints()).toMatchSnapshot()
  })
})
