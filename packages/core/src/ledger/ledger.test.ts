import { describe, expect, it } from 'vitest'
import type { Document } from '../../test/lake.js'
import { testLake } from '../../test/lake.js'
import {
  admin,
  attachmentAccess,
  bind,
  delivered,
  ordinaryDays,
  owner,
  send,
  sync,
  syncOfFolders,
  tenant,
} from '../../test/records.js'
import { everything, type Scope } from '../scope.js'
import { readLedger } from './ledger.js'

const first = '2026-03-02'
const life = () => ordinaryDays(first, 10)
const stranger = 'attacker-session'

async function ask(
  audit: readonly Document[],
  scope: Partial<Scope> = {},
  mail: readonly Document[] = [],
  config: readonly Document[] = [],
) {
  const engine = await testLake([{ name: 'a.csv', tables: { audit, mail_event: mail, config } }])
  const { ledger } = await readLedger(engine, { ...everything, ...scope })
  return {
    ledger,
    of: (message: string) => ledger.messages.find((entry) => entry.message === message),
    mailbox: (name = owner) => ledger.mailboxes.find((entry) => entry.mailbox === name),
  }
}

describe('the ledger', () => {
  it('calls a message read when a bind names it, with every record that does', async () => {
    const reads = [
      bind({ at: '2026-03-05T12:00:00', messages: ['<a@x>', '<b@x>'] }),
      bind({ at: '2026-03-06T12:00:00', messages: ['<a@x>'], folder: '\\Archive' }),
    ]
    const { of } = await ask([...life(), ...reads])
    expect(of('<a@x>')).toMatchObject({
      verdict: 'read',
      accesses: 2,
      first: '2026-03-05T12:00:00Z',
      last: '2026-03-06T12:00:00Z',
      folders: ['\\Archive', '\\Inbox'],
      sizeBytes: 1000,
    })
    expect(of('<a@x>')?.evidence).toEqual(reads.map((record) => record.Id).sort())
  })

  it.each([
    ['RecordType 2 with Item.ParentFolder', sync({ at: '2026-03-06T12:00:00' })],
    ['RecordType 50 with Folders without items', syncOfFolders({ at: '2026-03-06T12:00:00' }, ['\\Inbox'])],
  ])('presumes what lay in a synchronised folder: %s', async (_, record) => {
    const mail = [
      delivered('<before@x>', '2026-03-05T00:00:00Z'),
      delivered('<after@x>', '2026-03-07T00:00:00Z'),
    ]
    const { of, ledger } = await ask([...life(), record], {}, mail)
    expect(of('<before@x>')).toMatchObject({ verdict: 'presumed', evidence: [record.Id] })
    expect(of('<after@x>')?.verdict).toBe('no-evidence')
    expect(ledger.folders.find((folder) => folder.folder === '\\Inbox')).toMatchObject({
      verdict: 'read',
      syncs: 1,
    })
  })

  it('names a folder that Exchange calls Not Available by its id elsewhere, else by its own name', async () => {
    const unnamed = (folderId: string): Document =>
      sync({
        at: '2026-03-06T12:00:00',
        more: { Item: { ParentFolder: { Id: folderId, Name: 'A TRAITER', Path: 'Not Available' } } },
      })
    const { ledger } = await ask([
      ...life(),
      unnamed('LgAAAADBwCLOTkcSTpPvPqAu44P4AQBY8xpM8MPnRJFI1LZ3pAMJAAAB'),
    ])
    expect(ledger.folders.map((folder) => folder.folder)).toContain('A TRAITER')
  })

  it('presumes all mail of a throttled mailbox for the 24 hours after, whoever the question is about', async () => {
    const audit = [
      ...life(),
      bind({ at: '2026-03-05T12:00:00', throttled: true }),
      bind({ at: '2026-03-05T13:00:00', session: stranger, messages: ['<seen@x>'] }),
    ]
    const mail = [
      delivered('<there@x>', '2026-03-04T00:00:00Z'),
      delivered('<later@x>', '2026-03-07T00:00:00Z'),
    ]
    const { of, mailbox } = await ask(audit, { sessions: [stranger] }, mail)
    expect(of('<seen@x>')?.verdict).toBe('read')
    expect(of('<there@x>')?.verdict).toBe('presumed')
    expect(of('<later@x>')?.verdict).toBe('no-evidence')
    expect(mailbox()?.throttled).toMatchObject([{ from: '2026-03-05T12:00:00Z', to: '2026-03-06T12:00:00Z' }])
  })

  it('ties an attachment to its message through the store id', async () => {
    const audit = [
      ...life(),
      bind({ at: '2026-03-05T12:00:00', messages: ['<a@x>'] }),
      attachmentAccess({ at: '2026-03-05T12:05:00', session: stranger }, 'item-<a@x>'),
    ]
    const { of } = await ask(audit, { sessions: [stranger] })
    expect(of('<a@x>')).toMatchObject({ verdict: 'read', accesses: 1 })
    expect(of('<a@x>')?.bases.map((basis) => basis.kind)).toEqual(['attachment'])
  })

  it('clears nothing while an attachment was fetched of a message no record names', async () => {
    const audit = [
      ...life(),
      attachmentAccess({ at: '2026-03-06T12:05:00', session: stranger }, 'AAMk-other'),
    ]
    const mail = [
      delivered('<there@x>', '2026-03-05T00:00:00Z'),
      delivered('<later@x>', '2026-03-07T00:00:00Z'),
    ]
    const { of } = await ask(audit, {}, mail)
    expect(of('<there@x>')?.verdict).toBe('possible')
    expect(of('<later@x>')?.verdict).toBe('no-evidence')
  })

  const nameless = { at: '2026-03-06T12:00:00' }
  it.each([
    ['Folders without items', 'presumed', syncOfFolders(nameless, ['\\Inbox'])],
    ['Item.ParentFolder', 'presumed', sync(nameless)],
    ['nothing', 'possible', syncOfFolders(nameless, [])],
  ])('reads a record without access type by what it names: %s is %s', async (_, verdict, record) => {
    const mail = [delivered('<there@x>', '2026-03-05T00:00:00Z')]
    const { of } = await ask([...life(), { ...record, OperationProperties: undefined }], {}, mail)
    expect(of('<there@x>')?.verdict).toBe(verdict)
  })

  it('is possible, not clear, where a Bind lost its items on the way', async () => {
    const mail = [delivered('<there@x>', '2026-03-05T00:00:00Z')]
    const { of, mailbox } = await ask([...life(), bind({ ...nameless, messages: [] })], {}, mail)
    expect(of('<there@x>')?.verdict).toBe('possible')
    expect(mailbox()?.verdict).toBe('read')
  })

  it.each([
    ['after', '2026-03-07T00:00:00', 'presumed'],
    ['before', '2026-03-06T00:00:00', 'possible'],
  ])('knows a message by its deletion: %s the Inbox was synchronised', async (_, at, verdict) => {
    const gone: Document = {
      ...send({ at }, '', ''),
      Operation: 'HardDelete',
      RecordType: 3,
      Item: undefined,
      Folder: { Id: 'inbox-id', Path: '\\Inbox' },
      AffectedItems: [{ Id: 'i', InternetMessageId: '<gone@x>', Subject: 'wiped' }],
    }
    const { of } = await ask([...life(), gone, sync({ at: '2026-03-06T12:00:00' })])
    expect(of('<gone@x>')).toMatchObject({ verdict, subject: 'wiped', folders: ['\\Inbox'] })
  })

  it('takes subject, sender and date from mail logs and from Send records', async () => {
    const audit = [
      ...life(),
      bind({ at: '2026-03-08T12:00:00', messages: ['<in@x>', '<sent-1@contoso.example>'] }),
    ]
    const { of } = await ask(audit, {}, [delivered('<in@x>', '2026-03-05T00:00:00Z')])
    expect(of('<in@x>')).toMatchObject({
      subject: 'about <in@x>',
      sender: 'someone@fabrikam.example',
      date: '2026-03-05T00:00:00Z',
    })
    expect(of('<sent-1@contoso.example>')).toMatchObject({ subject: 'my own', sender: owner })
  })

  it('clears an untouched message only where the log is complete', async () => {
    const mail = [delivered('<quiet@x>', '2026-03-05T00:00:00Z')]
    expect((await ask(life(), {}, mail)).of('<quiet@x>')?.verdict).toBe('no-evidence')
    const off = admin('2026-03-06T00:00:00', 'Set-AdminAuditLogConfig', {
      UnifiedAuditLogIngestionEnabled: 'False',
    })
    const { of, mailbox } = await ask([...life(), off], {}, mail)
    expect(of('<quiet@x>')).toMatchObject({ verdict: 'possible', evidence: [off.Id] })
    expect(mailbox()?.gaps.map((gap) => gap.kind)).toContain('auditing-off')
  })

  it('says possible of a mailbox that no record mentions, never nothing', async () => {
    const { mailbox, of } = await ask(life(), { mailboxes: ['Unknown@contoso.example'] }, [
      delivered('<hers@x>', '2026-03-05T00:00:00Z', { RecipientEmailAddress: 'unknown@contoso.example' }),
    ])
    expect(mailbox('unknown@contoso.example')?.verdict).toBe('possible')
    expect(of('<hers@x>')?.verdict).toBe('possible')
  })

  it('finds access by delegates and applications, because it searches by mailbox', async () => {
    const shared = 'invoices@contoso.example'
    const audit = [
      ...life(),
      bind({ at: '2026-03-05T12:00:00', mailbox: shared, user: owner, messages: ['<delegate@x>'] }),
      bind({
        at: '2026-03-05T13:00:00',
        mailbox: shared,
        user: 'ServicePrincipal_5b1d',
        messages: ['<app@x>'],
        client: 'Client=REST;Client=RESTSystem;;',
        more: { UserType: 5 },
      }),
    ]
    const { ledger, of } = await ask(audit, { mailboxes: [shared] })
    expect(ledger.mailboxes.map((entry) => entry.mailbox)).toEqual([shared])
    expect(of('<delegate@x>')?.verdict).toBe('read')
    expect(of('<app@x>')?.verdict).toBe('read')
  })

  it('keeps a mailbox together whose records name it by address and by GUID', async () => {
    const guid = '2c1cb101-3be8-4591-a5d2-e24244ea4df5'
    const audit = [
      ...life(),
      bind({ at: '2026-03-05T12:00:00', messages: ['<a@x>'], more: { MailboxGuid: guid } }),
      bind({
        at: '2026-03-05T13:00:00',
        messages: ['<b@x>'],
        more: { MailboxGuid: guid, MailboxOwnerUPN: undefined },
      }),
    ]
    const { ledger } = await ask(audit, { mailboxes: [guid] })
    expect(ledger.mailboxes.map((entry) => entry.mailbox)).toEqual([owner])
    expect(ledger.messages.filter((entry) => entry.verdict === 'read').map((entry) => entry.message)).toEqual(
      expect.arrayContaining(['<a@x>', '<b@x>']),
    )
  })

  it('never clears a group mailbox: its reads are not logged', async () => {
    const group = 'team@contoso.example'
    const audit = [...life(), send({ at: '2026-03-05T12:00:00', mailbox: group }, '<group@x>', 'hello')]
    const config = [
      {
        ConfigId: 'g',
        Kind: 'Get-Mailbox',
        Identity: group,
        UserPrincipalName: group,
        RecipientTypeDetails: 'GroupMailbox',
      },
    ]
    const { of, mailbox } = await ask(audit, { mailboxes: [group] }, [], config)
    expect(of('<group@x>')?.verdict).toBe('possible')
    expect(mailbox(group)?.gaps.map((gap) => gap.kind)).toContain('unsupported-mailbox')
  })

  it('limits reads to the hand asked about and judges the rest of the mailbox', async () => {
    const audit = [...life(), bind({ at: '2026-03-05T12:00:00', ip: '203.0.113.66', messages: ['<a@x>'] })]
    const { ledger, of } = await ask(audit, { ips: ['203.0.113.66'] })
    expect(of('<a@x>')?.verdict).toBe('read')
    expect(of('<own-1@contoso.example>')?.verdict).toBe('no-evidence')
    expect(ledger.mailboxes).toHaveLength(1)
  })

  it('answers for one tenant of several', async () => {
    const other = bind({
      at: '2026-03-05T12:00:00',
      mailbox: 'x@other.example',
      more: { OrganizationId: 'other' },
    })
    const { ledger } = await ask([...life(), other], { tenants: [tenant] })
    expect(ledger.mailboxes.map((entry) => entry.mailbox)).toEqual([owner])
  })

  it('of a context that touched nothing names no mailbox', async () => {
    const { ledger } = await ask(life(), { sessions: ['nobody'] })
    expect(ledger.mailboxes).toEqual([])
    expect(ledger.messages).toEqual([])
  })
})
