import { describe, expect, it } from 'vitest'
import { guid, requestId, utiOf } from './guid.js'
import { Stream } from './random.js'

describe('token ids', () => {
  it('are the little-endian bytes of the request id, as the published examples are', () => {
    expect(utiOf('a981a87e-cf72-478f-906b-cd92f8860500')).toBe('fqiBqXLPj0eQa82S-IYFAA')
    expect(utiOf('52d72a62-132b-487b-bb7f-c4c119f90700')).toBe('YirXUisTe0i7f8TBGfkHAA')
  })

  it('are made together with the request id', () => {
    const stream = Stream.seeded('token')
    for (let n = 0; n < 200; n++) {
      const { id, uti } = requestId(stream)
      expect(utiOf(id)).toBe(uti)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{8}0[1-9a-d]00$/)
    }
  })
})

describe('streams', () => {
  it('give the same numbers for the same name on every machine', () => {
    const stream = Stream.seeded('fixed').at('a', 1)
    expect([stream.next(), stream.below(1000), stream.between(5, 9), guid(stream)]).toMatchSnapshot()
  })

  it('do not depend on what was drawn from their parent', () => {
    const parent = Stream.seeded('x')
    const before = parent.at('child').next()
    parent.next()
    expect(parent.at('child').next()).toBe(before)
  })
})
