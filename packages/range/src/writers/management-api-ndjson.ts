import { lines, type ShapeWriter } from './writer.js'

export const managementApiNdjson: ShapeWriter<'audit'> = {
  id: 'management-api-ndjson',
  aliases: ['maa-ndjson'],
  about: 'Office 365 Management Activity API records, one a line',
  kind: 'audit',
  file: 'audit.ndjson',
  open: () => lines((record) => record),
}
