import { findDates } from '../../date/text.js'
import type { LintDocument } from '../document.js'
import { fieldSpan } from '../fields.js'
import { isQuoted, ownParagraphs, type Prose } from '../prose.js'
import type { Report, Rule } from '../rule.js'

/** Words that were true on the day they were written and say no day. */
const relative: readonly RegExp[] = [
  /\bas[- ]yet (?:un\w+|not)\b/i,
  /\b(?:too|to) (?:soon|early) to (?:tell|say|know|determine|judge)\b/i,
  /\bat (?:this time|the time of (?:this )?writing|the moment)\b/i,
  /\b(?:has|have|is|are) (?:yet to be|not yet(?: been)?) (?:disclosed|determined|named|published|identified|confirmed|released|known)\b/i,
  /\b(?:investigation|story|situation) is (?:still )?(?:ongoing|developing|continuing)\b/i,
  /\b(?:will be|is being) updated as\b/i,
]

/** Announced for a month that has passed since. */
const announced = /\b(?:will|scheduled|expected to|plans? to|due to)\b/i

const patienceDays = 180

export const staleWording: Rule = {
  id: 'stale-wording',
  summary: 'The text speaks of "now" or of something to come, and that was long ago.',
  *check(document) {
    const written = fieldSpan(document, 'lastmod') ?? fieldSpan(document, 'date')
    if (!document.isIncident || !written || document.today - written.last < patienceDays) return
    for (const row of document.timeline) {
      const day = findDates(row.date)[0]?.span?.last
      if (day !== undefined && day < document.today - 30 && /^scheduled\b|\bis scheduled\b/i.test(row.text))
        yield {
          at: row.start,
          message: `"${row.text.slice(0, 40)}" was to come on ${row.date}: say what happened`,
        }
    }
    for (const prose of ownParagraphs(document)) {
      yield* relativeWords(prose)
      yield* pastPromises(document, prose)
    }
  },
}

function* relativeWords({ text, start }: Prose): Generator<Report> {
  const hits = relative.map((pattern) => pattern.exec(text)).filter((match) => match !== null)
  const first = hits.filter((match) => !isQuoted(text, match.index)).sort((a, b) => a.index - b.index)[0]
  if (first)
    yield {
      at: start + first.index,
      message: `"${first[0]}" has no date: say as of when, or what is known now`,
    }
}

function* pastPromises(document: LintDocument, { text, start }: Prose): Generator<Report> {
  for (const sentence of text.matchAll(/[^.!?\n]+(?:[.!?](?=\s|$)|\n|$)/g)) {
    const promise = announced.exec(sentence[0])
    if (!promise || isQuoted(text, sentence.index + promise.index)) continue
    const after = sentence[0].slice(promise.index)
    const date = findDates(after).find((found) => found.form !== 'year')
    const isNear =
      date &&
      date.start < 110 &&
      /\b(?:in|on|from|starting|by|for|until|until)\s*$/i.test(after.slice(0, date.start))
    if (date?.span && isNear && date.span.last < document.today - 30 && !isDatedRow(document, start))
      yield {
        at: start + sentence.index + promise.index,
        message: `announced for ${date.text}, which is past: say what happened`,
      }
  }
}

/** What a dated row of the timeline announces is told as of that row's date. */
const isDatedRow = (document: LintDocument, at: number): boolean =>
  document.timeline.some((row) => row.start <= at && at < row.end && row.date !== '')
