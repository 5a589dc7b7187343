import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { placeOf } from '../settings.js'
import { member, wordOf } from '../value.js'
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
      const isOn = setting !== undefined && /^enabled$/i.test(wordOf(member(setting.document, 'status')))
      const base = { check: 'activity-feed', subject, basis: 'settings' as const }
      if (isOn)
        return { ...base, verdict: 'complete', reason: `${contentType} is subscribed (${placeOf(setting)})` }
      return {
        ...base,
        verdict: 'partial',
        reason: setting
          ? `${contentType} is ${String(member(setting.document, 'status'))} (${placeOf(setting)})`
          : `${contentType} is not subscribed`,
        fix: `POST subscriptions/start?contentType=${contentType}`,
      }
    })
  },
}
