import { expect, it } from 'vitest'
import { openMemoryEngine } from '../memory.js'

/** One column of one record. */
async function audit(document: Readonly<Record<string, unknown>>, columns: string) {
  const engine = await openMemoryEngine([{ table: 'audit', document }])
  const { rows } = await engine.query(`SELECT ${columns} FROM audit`)
  await engine.close()
  return rows[0]
}

it('pairs are read by name, wherever they stand, the last of one name', async () => {
  const pairs = [
    { Name: 'IsThrottled', Value: 'True' },
    { Name: 'MailAccessType', Value: 'Sync' },
  ]
  const expected = { MailAccessType: 'Sync', IsThrottled: true }
  expect(await audit({ OperationProperties: pairs }, 'MailAccessType, IsThrottled')).toEqual(expected)
  expect(await audit({ OperationProperties: pairs.toReversed() }, 'MailAccessType, IsThrottled')).toEqual(
    expected,
  )
  const twice = [{ Name: 'MailAccessType', Value: 'Bind' }, { Name: null, Value: 'x' }, ...pairs]
  expect(await audit({ OperationProperties: twice }, 'MailAccessType, OperationProperties AS all')).toEqual({
    MailAccessType: 'Sync',
    all: { MailAccessType: 'Sync', IsThrottled: 'True' },
  })
})

it('the first path with a value wins, and an empty text is none', async () => {
  const document = { ClientIP: '203.0.113.1:9', ClientIPAddress: '', OriginatingServer: ' ', AppId: '' }
  expect(await audit(document, 'IP, ClientIPAddress, OriginatingServer, AppId')).toEqual({
    IP: '203.0.113.1',
    ClientIPAddress: null,
    OriginatingServer: null,
    AppId: null,
  })
})

it('values of another type than expected are no error, only no value', async () => {
  expect(
    await audit(
      { RecordType: 'ExchangeItem', Folders: 'text', Item: [1], AppAccessContext: 7, OperationCount: '3' },
      'RecordType, Folders, ItemId, AADSessionId, OperationCount',
    ),
  ).toEqual({ RecordType: null, Folders: null, ItemId: null, AADSessionId: null, OperationCount: 3 })
})

it('folders and items keep their order and their nesting', async () => {
  const Folders = [
    { Id: 'f1', Path: '\\Inbox', FolderItems: [{ InternetMessageId: '<1>', SizeInBytes: 9 }, { Id: 'i' }] },
    { Id: 'f2', Path: '\\Sent' },
  ]
  const row = await audit({ Folders }, 'Folders')
  expect(row?.Folders).toMatchObject([
    {
      Id: 'f1',
      FolderItems: [
        { InternetMessageId: '<1>', SizeInBytes: 9 },
        { Id: 'i', InternetMessageId: null },
      ],
    },
    { Id: 'f2', FolderItems: null },
  ])
})
