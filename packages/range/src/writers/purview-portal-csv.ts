import { plainTime } from '../clock.js'
import { csv, type ShapeWriter } from './writer.js'

const columns = [
  'RecordId',
  'CreationDate',
  'RecordType',
  'Operation',
  'UserId',
  'AuditData',
  'AssociatedAdminUnits',
  'AssociatedAdminUnitsNames',
]

export const purviewPortalCsv: ShapeWriter<'audit'> = {
  id: 'purview-portal-csv',
  about: 'Purview portal audit search, exported',
  kind: 'audit',
  file: 'purview-portal.csv',
  encodings: ['utf8', 'utf16'],
  open: () =>
    csv(columns, (record, { time }) => ({
      RecordId: record.Id,
      CreationDate: `${plainTime(time)}.0000000Z`,
      RecordType: record.RecordType,
      Operation: record.Operation,
      UserId: record.UserId,
      AuditData: JSON.stringify(record),
    })),
}
