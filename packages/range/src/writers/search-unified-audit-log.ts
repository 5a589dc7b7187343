import { usTime } from '../clock.js'
import { recordTypeName } from './names.js'
import { searchWindows } from './search-window.js'
import { csvCell, type ShapeWriter } from './writer.js'

const columns = [
  'RecordType',
  'CreationDate',
  'UserIds',
  'Operations',
  'AuditData',
  'ResultIndex',
  'ResultCount',
  'Identity',
  'IsValid',
  'ObjectState',
]

export const searchUnifiedAuditLog: ShapeWriter<'audit'> = {
  id: 'search-unified-audit-log',
  aliases: ['search-ual-csv', 'ual-search-csv'],
  about: 'Search-UnifiedAuditLog through Export-Csv (dates as an en-US machine writes them)',
  kind: 'audit',
  file: 'search-unified-audit-log.csv',
  encodings: ['utf8', 'utf16'],
  open() {
    let head = `${columns.map(csvCell).join(',')}\r\n`
    const takeHead = (): string => {
      const text = head
      head = ''
      return text
    }
    return searchWindows(
      (found) =>
        takeHead() +
        found
          .map(({ record, time, index, count }) => {
            const cells = [
              recordTypeName(record.RecordType),
              usTime(time),
              record.UserId,
              record.Operation,
              JSON.stringify(record),
              index,
              count,
              record.Id,
              'True',
              'Unchanged',
            ]
            return `${cells.map(csvCell).join(',')}\r\n`
          })
          .join(''),
      takeHead,
    )
  },
}
