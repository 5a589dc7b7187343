import { recordTypeName } from './names.js'
import { searchWindows } from './search-window.js'
import type { ShapeWriter } from './writer.js'

export const extractorSuiteJson: ShapeWriter<'audit'> = {
  id: 'extractor-suite-json',
  about: 'Search-UnifiedAuditLog results as Microsoft-Extractor-Suite saves them (ConvertTo-Json)',
  kind: 'audit',
  file: 'extractor-suite.json',
  open() {
    let isFirst = true
    return searchWindows(
      (found) =>
        found
          .map(({ record, time, index, count }) => {
            const start = isFirst ? '[\r\n' : ',\r\n'
            isFirst = false
            const row = {
              RecordType: recordTypeName(record.RecordType),
              CreationDate: `@${time}@`,
              UserIds: record.UserId,
              Operations: record.Operation,
              AuditData: JSON.stringify(record),
              ResultIndex: index,
              ResultCount: count,
              Identity: record.Id,
              IsValid: true,
              ObjectState: 'Unchanged',
            }
            return (
              start +
              JSON.stringify(row, null, 4)
                .replace(/"@(\d+)@"/, '"\\/Date($1)\\/"')
                .replaceAll('\n', '\r\n')
            )
          })
          .join(''),
      () => (isFirst ? '[]\r\n' : '\r\n]\r\n'),
    )
  },
}
