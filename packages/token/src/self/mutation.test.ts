import { describe, expect, it } from 'vitest'
import { checkIds, mutant } from './mutation.js'

describe('the kit goes red when the verifier loses its check', () => {
  it.each(checkIds)('%s', async (id) => {
    expect((await mutant(id, { bail: true })).killedBy).not.toEqual([])
  })
})
