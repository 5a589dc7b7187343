import { minute } from '../clock.js'
import { guid } from '../guid.js'
import { emitSearch } from '../records/compliance.js'
import { emitAdmin } from '../records/exchange-admin.js'
import type { Storyline } from '../story.js'
import { apps } from '../world/apps.js'
import { accountAddress, intruderSession, intruderTime, stolenAdministrator } from './intruder.js'
import { chooseVictims } from './victims.js'

const loudSteps = [
  'CaseAdded',
  'SearchCreated',
  'SearchStarted',
  'SearchPreviewed',
  'SearchExported',
  'SearchExportDownloaded',
] as const
const quietSteps = ['SearchCreated', 'SearchStarted', 'SearchExported', 'SearchExportDownloaded'] as const

/** Mail is searched and taken out through the compliance portal by somebody who never did that before. */
export const ediscoveryExfil: Storyline = {
  name: 'ediscovery-exfil',
  about: 'A stolen administrator searches many mailboxes for credentials and exports the result',
  quiet: 'two mailboxes, a plain query, from the administrator’s own machine',
  techniques: ['T1078.004', 'T1213', 'T1114.002'],
  parameters: {
    mailboxes: { about: 'mailboxes searched', loud: 6, quiet: 2 },
    searches: { about: 'searches made', loud: 3, quiet: 1 },
  },
  start(plot) {
    const admin = stolenAdministrator(plot)
    const victims = chooseVictims(plot, plot.parameter('mailboxes'), 'executives')
    for (const who of victims) plot.victim(who)
    const session = intruderSession(plot, admin, apps.compliance, 'portal')
    return (dayIndex) => {
      if (dayIndex !== plot.firstDay) return
      const { tenant, emit } = plot
      const stream = plot.streamOf('searches')
      const address = accountAddress(plot, admin, dayIndex)
      const startsAt = intruderTime(plot, admin, dayIndex, 'search')
      session.signIn(startsAt - 5 * minute, address, emit)
      if (!plot.isQuiet)
        emitAdmin(
          {
            tenant,
            by: admin,
            ip: address.ip,
            time: startsAt - 2 * minute,
            id: guid(stream),
            cmdlet: 'Add-RoleGroupMember',
            objectId: 'eDiscovery Manager',
            parameters: { Identity: 'eDiscovery Manager', Member: admin.upn },
            sessionId: session.id,
          },
          emit,
        )
      for (let n = 0; n < plot.parameter('searches'); n++) {
        const search = {
          tenant,
          by: admin,
          ip: address.ip,
          caseName: plot.isQuiet ? 'Records review' : `tmp${n}`,
          search: plot.isQuiet ? 'Records review 1' : `tmp${n}`,
          query: plot.isQuiet
            ? 'kind:email'
            : (['password OR vpn OR mfa', '"wire transfer" OR iban', 'secret OR token'][n % 3] as string),
          mailboxes: victims,
        }
        for (const [step, operation] of (plot.isQuiet ? quietSteps : loudSteps).entries())
          emitSearch(
            { ...search, operation, time: startsAt + (n * 20 + step * 3) * minute, id: guid(stream) },
            emit,
          )
      }
    }
  },
}
