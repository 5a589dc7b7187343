import { hour, minute } from '../clock.js'
import { guid } from '../guid.js'
import type { Habit } from '../life.js'
import { emitSearch } from '../records/compliance.js'
import { laptopAddress, localMidnight } from '../world/place.js'

/** The legal officer searches and exports for a case, twice in the window and as they always have. */
export const legalSearch: Habit = {
  name: 'legal-search',
  about: 'Content searches and an export by the legal officer, for real cases',
  mistakenFor: 'mail taken out through eDiscovery',
  start(life) {
    const { tenant } = life
    const officer =
      tenant.people.find((who) => who.department === 'Legal' && who.joins < 0) ?? tenant.people[0]
    const days = [Math.floor(tenant.days / 5), Math.floor(tenant.days / 2), Math.floor((tenant.days * 4) / 5)]
    return (dayIndex) => {
      const nth = days.indexOf(dayIndex)
      if (!officer || nth < 0) return
      const stream = life.stream.at('case', dayIndex)
      const mailboxes = stream.sample(tenant.people, 2)
      const startsAt = localMidnight(tenant, officer, dayIndex) + 11 * hour
      const common = {
        tenant,
        by: officer,
        ip: laptopAddress(tenant, officer, dayIndex).ip,
        caseName: `Case ${2026_010 + nth}`,
        search: `Dispute ${nth + 1}`,
        query: 'subject:"contract renewal" AND date>=2025-06-01',
        mailboxes,
      }
      for (const [n, operation] of (
        [
          'CaseAdded',
          'SearchCreated',
          'SearchStarted',
          'SearchPreviewed',
          'SearchExported',
          'SearchExportDownloaded',
        ] as const
      ).entries())
        emitSearch({ ...common, operation, time: startsAt + n * 13 * minute, id: guid(stream) }, life.emit)
      life.note({ subject: officer.upn, what: `search and export '${common.search}'`, from: startsAt })
    }
  },
}
