import type { Engine, Row } from '../engine.js'
import type { Input } from '../ingest/input.js'

/** Small audit records and inputs for tests. */

export interface TestRecord {
  readonly Id: string
  readonly [field: string]: unknown
}

/** A MailItemsAccessed record of a mailbox, in the form the Management Activity API delivers it. */
export const mailRead = (number: number, fields: Readonly<Record<string, unknown>> = {}): TestRecord => ({
  CreationTime: new Date(Date.UTC(2024, 1, 1) + number * 60_000).toISOString().slice(0, 19),
  Id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  Operation: 'MailItemsAccessed',
  OrganizationId: 'aaaaaaaa-0000-4000-8000-000000000001',
  RecordType: 50,
  ResultStatus: 'Succeeded',
  UserKey: 'key',
  UserType: 0,
  Version: 1,
  Workload: 'Exchange',
  UserId: `person${number % 7}@fabrikam.example`,
  ClientIPAddress: `203.0.113.${number % 200}`,
  MailboxOwnerUPN: `person${number % 7}@fabrikam.example`,
  OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
  Folders: [
    { Id: 'f', Path: '\\Inbox', FolderItems: [{ InternetMessageId: `<m${number}@fabrikam.example>` }] },
  ],
  ...fields,
})

export const textInput = (path: string, text: string | Uint8Array): Input => ({
  path,
  async *open() {
    yield typeof text === 'string' ? new TextEncoder().encode(text) : text
  },
})

export const ndjson = (path: string, records: readonly unknown[]): Input =>
  textInput(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''))

export const smallEngine = { threads: 1, memoryBytes: 2 ** 28 } as const

export const rowsOf = async (engine: Engine, sql: string): Promise<readonly Row[]> =>
  (await engine.query(sql)).rows
