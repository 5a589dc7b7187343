import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadinessVerdict } from '@bigyellowtaxi/core'
import { describe, expect, it } from 'vitest'
import { assessFiles, inFolder } from './tenant.js'

const anna = 'anna@contoso.example'
const actions = ['Update', 'SoftDelete', 'MailItemsAccessed', 'Send']
const unread = ['Update', 'SoftDelete', 'Send']
const lists = (list: unknown) => ({ AuditOwner: list, AuditDelegate: list, AuditAdmin: list })
const mailbox = (list: unknown, more: object = {}) => ({
  UserPrincipalName: anna,
  AuditEnabled: true,
  ...lists(list),
  ...more,
})
const ingestion = (on: boolean, more: object = {}) => ({
  Identity: 'Admin Audit Log Settings',
  UnifiedAuditLogIngestionEnabled: on,
  ...more,
})
const read = (day: number) => ({
  CreationTime: `2026-03-${10 + day}T09:00:00`,
  Id: `00000000-0000-4000-8000-0000000000${10 + day}`,
  Operation: 'MailItemsAccessed',
  OrganizationId: '11111111-2222-4333-8444-555555555555',
  RecordType: 50,
  UserId: anna,
  UserKey: 'x',
  UserType: 0,
  Version: 1,
  Workload: 'Exchange',
  LogonType: 0,
  MailboxOwnerUPN: anna,
  ClientIPAddress: '192.0.2.10',
  OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
})

interface Case {
  readonly name: string
  readonly files: Readonly<Record<string, unknown>>
  readonly verdict: ReadinessVerdict
  /** What the findings of contradictions say; empty where there must be none. */
  readonly contradictions: readonly RegExp[]
}

const cases: readonly Case[] = [
  {
    name: 'one mailbox with other audit sets, no dates',
    files: { 'a.json': [mailbox(actions)], 'b.json': [mailbox(unread)] },
    verdict: 'unknown',
    contradictions: [/contradict each other.*\(\w\.json:\d+\).*\(\w\.json:\d+\)/],
  },
  {
    name: 'the same in the other order of files',
    files: { 'a.json': [mailbox(unread)], 'b.json': [mailbox(actions)] },
    verdict: 'unknown',
    contradictions: [/contradict each other/],
  },
  {
    name: 'one mailbox with other audit sets, the better one newer',
    files: {
      'b.json': [mailbox(unread, { WhenChangedUTC: '2026-01-01T00:00:00Z' })],
      'a.json': [mailbox(actions, { WhenChangedUTC: '/Date(1780000000000)/' })],
    },
    verdict: 'complete',
    contradictions: [/older export: MailItemsAccessed is in no audit set.*; now/],
  },
  {
    name: 'one mailbox with other audit sets, the worse one newer',
    files: {
      'a.json': [mailbox(unread, { CollectedAt: '2026-05-01T00:00:00Z' })],
      'b.json': [mailbox(actions, { CollectedAt: '2026-04-01T00:00:00Z' })],
    },
    verdict: 'blind',
    contradictions: [/older export: MailItemsAccessed is audited/],
  },
  {
    name: 'dates that nobody can read order nothing',
    files: {
      'a.json': [mailbox(unread, { CollectedAt: '3/4/2026' })],
      'b.json': [mailbox(actions, { CollectedAt: '4/3/2026' })],
    },
    verdict: 'unknown',
    contradictions: [/contradict each other/],
  },
  {
    name: 'two commands about one mailbox that add up',
    files: {
      'a.json': [mailbox(actions)],
      'b.csv': `UserPrincipalName,DisplayName,AuditEnabled\n${anna},Anna,True\n`,
    },
    verdict: 'complete',
    contradictions: [],
  },
  {
    name: 'the whole list beside one that was cut off',
    files: { 'a.json': [mailbox(actions)], 'b.json': [mailbox('{Update, SoftDelete...}')] },
    verdict: 'complete',
    contradictions: [],
  },
  {
    name: 'ingestion on and off, the mailbox complete',
    files: { 'm.json': [mailbox(actions)], 'a.json': ingestion(true), 'b.json': ingestion(false) },
    verdict: 'unknown',
    contradictions: [
      /contradict each other.*UnifiedAuditLogIngestionEnabled is true.*is false|is false.*is true/,
    ],
  },
  {
    name: 'ingestion off, then on',
    files: {
      'm.json': [mailbox(actions)],
      'a.json': ingestion(true, { WhenChangedUTC: '2026-05-01T00:00:00Z' }),
      'b.json': ingestion(false, { WhenChangedUTC: '2026-04-01T00:00:00Z' }),
    },
    verdict: 'complete',
    contradictions: [/older export: UnifiedAuditLogIngestionEnabled is false/],
  },
  {
    name: 'mailboxes audited, the unified audit log off',
    files: {
      'm.json': [mailbox(actions)],
      'a.json': ingestion(false),
      'b.json': { Name: 'contoso', AuditDisabled: false },
    },
    verdict: 'blind',
    contradictions: [/AuditDisabled is false.*; yet.*UnifiedAuditLogIngestionEnabled is false/],
  },
  {
    name: 'an account let past auditing, and not',
    files: {
      'm.json': [mailbox(actions, { Alias: 'anna' })],
      'a.json': [{ Identity: 'anna', Name: 'anna', AuditBypassEnabled: true }],
      'b.json': [{ Identity: 'anna', Name: 'anna', AuditBypassEnabled: false }],
    },
    verdict: 'unknown',
    contradictions: [/contradict each other.*bypass/],
  },
  {
    name: 'an audit set without reads, and reads in the log',
    files: {
      'm.json': [mailbox(unread)],
      'audit.ndjson': [0, 1, 2, 3].map((day) => `${JSON.stringify(read(day))}\n`).join(''),
    },
    verdict: 'blind',
    contradictions: [/in no audit set.*; yet reads logged on 4 days/],
  },
  {
    name: 'an audit set without the owner’s reads, and her reads in the log',
    files: {
      'm.json': [mailbox(actions, { AuditOwner: unread })],
      'audit.ndjson': [0, 1, 2, 3].map((day) => `${JSON.stringify(read(day))}\n`).join(''),
    },
    verdict: 'partial',
    contradictions: [/not audited for Owner.*; yet 4 reads by the owner are logged/],
  },
  {
    name: 'one export twice',
    files: { 'a.json': [mailbox(actions)], 'b.json': [mailbox(actions, { RunspaceId: 'other' })] },
    verdict: 'complete',
    contradictions: [],
  },
]

describe('exports that contradict each other or the log', () => {
  it.each(cases)('$name: $verdict', async ({ files, verdict, contradictions }) => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'exports'))
      const paths = Object.entries(files).map(([name, content]) => {
        const path = join(folder, 'exports', name)
        writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
        return path
      })
      const readiness = await assessFiles(join(folder, 'workspace'), paths)
      const told = readiness.findings
        .filter(({ kind }) => kind === 'contradiction')
        .map(({ reason }) => reason)
      expect(told).toHaveLength(contradictions.length)
      for (const [i, text] of contradictions.entries()) expect(told[i]).toMatch(text)
      expect(readiness.mailboxes.find((one) => one.mailbox === anna)?.verdict).toBe(verdict)
    })
  })
})
