import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from './html.js'

describe('text in the page', () => {
  it('can never open a tag, end an attribute or reverse its neighbours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"'\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  it('joins lists, leaves out what is absent, and keeps markup of its own', () => {
    expect(html`<p>${['a', html`<b>${'<'}</b>`, null, false, 3]}</p>`.markup).toBe('<p>a<b>&#60;</b>3</p>')
  })
})
