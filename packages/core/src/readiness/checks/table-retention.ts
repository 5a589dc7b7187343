import type { SourceId } from '../../detect/source-ids.js'
import type { Check } from '../check.js'
import { placeOf } from '../settings.js'
import { daysOf, isDocument, member, wordOf } from '../value.js'

/** Log Analytics tables, the source each holds. */
const tables: Readonly<Record<string, SourceId>> = {
  officeactivity: 'exchange-audit',
  cloudappevents: 'exchange-audit',
  auditlogs: 'entra-audit',
  signinlogs: 'sign-ins-interactive',
  aadnoninteractiveusersigninlogs: 'sign-ins-non-interactive',
  aadserviceprincipalsigninlogs: 'sign-ins-service-principal',
  microsoftgraphactivitylogs: 'graph-activity',
}

/** Days searchable and days retrievable that OMB M-26-14 asks for, as MS.SECURITYSUITE.5.2v1 states them. */
const wanted = { searchable: 90, retrievable: 365 }

export const tableRetention: Check = {
  id: 'table-retention',
  title: 'The workspace keeps the tables three months searchable and a year in all',
  scuba: ['MS.SECURITYSUITE.5.2v1', 'MS.EXO.17.3v1', 'MS.DEFENDER.6.3v1'],
  advice: ['make-searchable'],
  decides: false,
  judge({ settings }) {
    return settings.of('workspaceTables').flatMap((setting) => {
      const properties = member(setting.document, 'properties')
      const document = isDocument(properties) ? properties : setting.document
      const name = (wordOf(member(setting.document, 'name')) || setting.identity).split('/').at(-1) ?? ''
      const subject = tables[name.toLowerCase()]
      const isBasic = /basic|auxiliary/i.test(wordOf(member(document, 'plan')))
      // -1 stands for the workspace's default, which the table does not say.
      const searchable = daysOf(member(document, 'retentionInDays'))
      const total = daysOf(member(document, 'totalRetentionInDays')) ?? searchable
      if (!subject || searchable === undefined || total === undefined) return []
      const isEnough = searchable >= wanted.searchable && total >= wanted.retrievable && !isBasic
      return [
        {
          check: this.id,
          subject,
          verdict: isEnough ? ('complete' as const) : ('partial' as const),
          basis: 'settings' as const,
          retentionDays: total,
          reason: `${name}: ${searchable} days searchable, ${total} in all${isBasic ? ', on a plan that rules cannot query' : ''} (${placeOf(setting)})`,
          ...(isEnough
            ? {}
            : {
                fix: `az monitor log-analytics workspace table update --name ${name} --retention-time ${wanted.searchable} --total-retention-time ${wanted.retrievable}`,
              }),
        },
      ]
    })
  },
}
