import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clientInfo, nameValues, type Read } from '../src/index.js'
import { readKnown } from './bytes.js'

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const present = existsSync(data)
if (!present) console.warn('shared/data is not beside the repository: tests on public real logs are skipped')

type Json = Record<string, never> & { [key: string]: Json }

const recordsOf = (reads: readonly Read[]) =>
  reads
    .flatMap((read) => ('record' in read ? [read.record] : []))
    .map(({ table, doc, raw }) => ({ table, value: JSON.parse(doc ?? raw) as Json }))
const rejectsOf = (reads: readonly Read[]) => reads.flatMap((read) => ('reject' in read ? [read.reject] : []))
const filesOf = (folder: string): string[] =>
  readdirSync(join(data, folder))
    .map((name) => join(data, folder, name))
    .filter((path) => statSync(path).isFile() && /\.(csv|json|ndjson)$/.test(path))

/** What the public samples themselves have wrong. */
const expectedRejects: Readonly<Record<string, readonly string[]>> = {
  // Names neither its table nor enough columns of one.
  'WindowsEvents.json': ['ING205 no export shape knows this record'],
  // 2023-10-10T17:08:65
  'o365_userloginfailed.json': [
    'ING212 lacks what a record of its kind must have: 2023-10-10T17:08:65 is no time',
  ],
}

describe.skipIf(!present)('public real logs', () => {
  it('reads the invictus export to its known figures', async () => {
    const { all, shape } = await readKnown(
      new Uint8Array(gunzipSync(readFileSync(join(data, 'invictus/auditrecords.csv.gz')))),
    )
    expect(shape.id).toBe('splunk-export')
    expect(all.length).toBe(9611)
    expect(rejectsOf(all).map((reject) => reject.code)).toEqual(['ING204', 'ING204', 'ING204'])
    const distinct = new Map(recordsOf(all).map(({ value }) => [String(value.Id), value]))
    expect(distinct.size).toBe(5373)
    const reads = [...distinct.values()].filter((value) => String(value.Operation) === 'MailItemsAccessed')
    const access = reads.map(
      (value) => `${value.RecordType} ${nameValues(value.OperationProperties).get('MailAccessType')}`,
    )
    expect(access.filter((kind) => kind === '50 Bind').length).toBe(288)
    expect(access.filter((kind) => kind === '2 Sync').length).toBe(30)
    const families = reads.map((value) => clientInfo(String(value.ClientInfoString)).family)
    const count = (family: string) => families.filter((name) => name === family).length
    expect({
      RESTSystem: count('RESTSystem'),
      OWA: count('OWA'),
      RPC: count('MSExchangeRPC'),
      REST: count('REST'),
    }).toEqual({
      RESTSystem: 205,
      OWA: 57,
      RPC: 36,
      REST: 19,
    })
    const items = reads
      .flatMap((value) => [...(value.Folders ? (value.Folders as unknown as Json[]) : [])])
      .flatMap((folder) => folder.FolderItems as unknown as Json[])
    expect(items.length).toBe(1026)
    expect(new Set(items.map((item) => String(item.InternetMessageId))).size).toBe(291)
  })

  it.each(['blueteam0ps', 'splunk-examples', 'panther-unit-tests', 'otrf-golden-saml'])(
    'reads every record of %s, or says why not',
    async (folder) => {
      for (const path of filesOf(folder)) {
        const text = readFileSync(path, 'utf8')
        const { all, container, shape } = await readKnown(text)
        const rejects = rejectsOf(all)
        expect(all.length, path).toBeGreaterThan(0)
        if (container === 'ndjson')
          expect(all.length, path).toBe(text.split('\n').filter((line) => line.trim()).length)
        expect(
          rejects.map((reject) => `${reject.code} ${reject.reason}`),
          `${path} ${shape.id}`,
        ).toEqual(expectedRejects[basename(path)] ?? [])
      }
    },
  )

  it('reads the golden SAML mail reads from both views to one record', async () => {
    const idOf = async (name: string) => {
      const { all } = await readKnown(readFileSync(join(data, 'otrf-golden-saml', name)))
      return recordsOf(all).flatMap(({ table, value }) => (table === 'audit' ? [value] : []))
    }
    const [sentinel] = await idOf('OfficeActivityEvents.json')
    const [defender] = await idOf('Microsoft365DefenderEvents.json')
    for (const name of [
      'Operation',
      'RecordType',
      'MailboxOwnerUPN',
      'ClientInfoString',
      'LogonType',
      'UserId',
      'AppId',
    ])
      expect(sentinel?.[name], name).toEqual(defender?.[name])
  })
})
