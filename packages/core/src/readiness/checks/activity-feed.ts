import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { placeOf } from '../settings.js'
import { flagOf, member, wordOf } from '../value.js'
import type { Judgement } from '../verdict.js'

const contentTypes: Readonly<Record<string, SourceId>> = {
  'Audit.Exchange': 'exchange-audit',
  'Audit.AzureActiveDirectory': 'entra-audit',
  'Audit.General': 'compliance-audit',
}

/** Subscriptions of the Office 365 Management Activity API: content written while one is stopped is lost to it. */
export const activityFeed: Check = {
  id: 'activity-feed',
  title: 'The Management Activity API feed is subscribed',
  scuba: [],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings }) {
    const found = settings.of('activityFeedSubscriptions')
    if (found.length === 0) return []
    return Object.entries(contentTypes).map(([contentType, subject]): Judgement => {
      const setting = found.find(
        ({ document }) => wordOf(member(document, 'contentType')).toLowerCase() === contentType.toLowerCase(),
      )
      const base = { check: 'activity-feed', subject, basis: 'settings' as const }
      const fix = `POST subscriptions/start?contentType=${contentType}`
      if (setting === undefined)
        return { ...base, verdict: 'partial', reason: `${contentType} is not subscribed`, fix }
      const status = wordOf(member(setting.document, 'status'))
      const isOn = flagOf(status)
      const said = status === '' ? 'has no status' : `is ${status}`
      return {
        ...base,
        verdict: isOn === undefined ? 'unknown' : isOn ? 'complete' : 'partial',
        reason: `${contentType} ${isOn ? 'is subscribed' : said} (${placeOf(setting)})`,
        ...(isOn ? {} : { fix }),
      }
    })
  },
}
