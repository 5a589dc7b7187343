import { readDated } from '../../date/dated.js'
import type { Dated } from '../../model.js'
import { recordsOf } from '../facts.js'
import { fieldOffset } from '../fields.js'
import type { Rule } from '../rule.js'

export const eventsOutOfOrder: Rule = {
  id: 'events-out-of-order',
  summary: 'Events of a structured page are not in the order in which they happened.',
  *check(document) {
    if (!document.isStructured) return
    let latest = Number.NEGATIVE_INFINITY
    for (const [i, event] of recordsOf(document.page.front.fields.events).entries()) {
      const span = readDated(event.at as Dated)
      if (!span) continue
      if (span.written.last < latest)
        yield {
          at: fieldOffset(document, 'events', i),
          message: 'the event is earlier than the one above it',
        }
      latest = Math.max(latest, span.written.first)
    }
  },
}
