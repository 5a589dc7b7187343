import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Document } from './lake.js'

/** A public real log outside the repository; tests that need it are skipped where it is absent. */
export const invictusPath = new URL('../../../../shared/data/invictus/auditrecords.csv.gz', import.meta.url)
export const hasInvictus = existsSync(invictusPath)

/** Its distinct records: a deliberately naive reader, so that it shares no mistake with the shapes. */
export function invictusRecords(): readonly Document[] {
  const text = gunzipSync(readFileSync(invictusPath)).toString('utf8')
  const cells = [...text.matchAll(/(?:^|\n)"(\{(?:[^"]|"")*\})"/g)].map((match) => match[1] ?? '')
  const records = cells.map((cell) => JSON.parse(cell.replaceAll('""', '"')) as Document)
  return [...new Map(records.map((record) => [record.Id, record])).values()]
}
