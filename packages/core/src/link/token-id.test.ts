import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testLake } from '../../test/lake.js'
import { ask, sql } from '../sql/statement.js'
import { derivedTokenId, deriveTokenId } from './token-id.js'

describe('the token id of a sign-in', () => {
  it('is the base64url of the request id in .NET byte order', () => {
    expect(deriveTokenId('52d72a62-132b-487b-bb7f-c4c119f90700')).toBe('YirXUisTe0i7f8TBGfkHAA')
    expect(deriveTokenId('a981a87e-cf72-478f-906b-cd92f8860500')).toBe('fqiBqXLPj0eQa82S-IYFAA')
  })

  it('is nothing where the id is no GUID', () => {
    expect(deriveTokenId('not a guid')).toBeUndefined()
  })

  it('comes out the same in SQL', async () => {
    const engine = await testLake([])
    await fc.assert(
      fc.asyncProperty(fc.uuid(), async (id) => {
        const [row] = await ask(engine, sql`SELECT ${derivedTokenId('id')} AS uti FROM (SELECT ${id} AS id)`)
        expect(row?.uti).toBe(deriveTokenId(id))
      }),
      { numRuns: 50 },
    )
  })
})
