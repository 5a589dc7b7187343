import { fieldOffset, incidentDateFields } from '../fields.js'
import type { Rule } from '../rule.js'

const fields = ['title', 'description', 'victim', 'final_status', 'author', ...incidentDateFields]

export const emptyField: Rule = {
  id: 'empty-field',
  summary: 'A field the index shows is there without a value: fill it or leave it out.',
  *check(document) {
    if (!document.isIncident) return
    for (const name of fields) {
      const value = document.page.front.fields[name]
      const isEmpty = value === null || (typeof value === 'string' && value.trim() === '')
      if (name in document.page.front.fields && isEmpty)
        yield { at: fieldOffset(document, name), message: `${name} is empty` }
    }
    const { tags } = document.page.front.fields
    if (Array.isArray(tags) && tags.some((tag) => tag === null || String(tag).trim() === ''))
      yield { at: fieldOffset(document, 'tags'), message: 'tags holds an empty tag' }
  },
}
