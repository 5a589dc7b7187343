import { array, type ShapeWriter } from './writer.js'

export const managementApiJson: ShapeWriter<'audit'> = {
  id: 'management-api-json',
  aliases: ['maa', 'maa-blobs'],
  about: 'Office 365 Management Activity API content, a JSON array as a blob holds it',
  kind: 'audit',
  file: 'audit-blob.json',
  open: () => array((record) => record),
}
