import { recordsOf } from '../facts.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const noHunt: Rule = {
  id: 'no-hunt',
  summary:
    'A published structured page neither has a hunt nor says which log would show it, nor that none does.',
  *check(document) {
    const { fields } = document.page.front
    if (!document.isStructured || fields.draft === true) return
    const answered =
      recordsOf(fields.hunts).length > 0 ||
      fields.no_customer_log !== undefined ||
      recordsOf(fields.logs_needed).length > 0
    if (!answered)
      yield {
        at: fieldOffset(document, 'title'),
        message: 'add hunts, logs_needed or no_customer_log: could a customer see this?',
      }
  },
}
