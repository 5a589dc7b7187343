import type { LintDocument } from '../document.js'
import { fieldOffset, fieldText } from '../fields.js'
import type { Report, Rule } from '../rule.js'

/**
 * What the page template of this format ships with. One value alone may be true (Capital One is a real
 * victim), so they count together: three dates as in the template, or a famous author with a news site as home.
 */
const archetype = {
  incident_start_date: '2023-03-01',
  incident_end_date: '2023-03-02',
  disclosure_date: '2023-03-01',
} as const

export const archetypeValue: Rule = {
  id: 'archetype-value',
  summary: 'Dates, author or victim are the sample values of the page template.',
  *check(document) {
    const dates = Object.entries(archetype)
    const allDates = dates.every(([name, value]) => fieldText(document, name) === value)
    if (allDates) {
      for (const [name] of dates) yield report(document, name)
      const victim = fieldText(document, 'victim') ?? ''
      if (victim === 'Capital One' && !document.page.body.includes(victim)) yield report(document, 'victim')
    }
    if (fieldText(document, 'author_url') === 'https://www.cnn.com/') {
      yield report(document, 'author')
      yield report(document, 'author_url')
    }
  },
}

const report = (document: LintDocument, name: string): Report => ({
  at: fieldOffset(document, name),
  message: `${name} is the sample value of the page template: ${fieldText(document, name)}`,
})
