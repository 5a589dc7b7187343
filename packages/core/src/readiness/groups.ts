import { defaultLimits, scanCsv } from '@bigyellowtaxi/records'
import type { MailboxReadiness, Readiness } from './assess.js'
import type { ReadinessVerdict } from './verdict.js'

/** Whom a risk profile is about and what it asks for them. */
export interface GroupMember {
  readonly mailbox: string
  readonly group: string
  /** `complete`: every read must be logged. `partial`: gaps are accepted. */
  readonly level: 'complete' | 'partial'
  readonly retentionDays: number
  readonly line: number
}

export interface GroupGap {
  readonly group: string
  readonly people: number
  readonly met: number
  readonly verdicts: Readonly<Record<ReadinessVerdict, number>>
  /** Members whose logging falls short, with what is missing. */
  readonly short: readonly {
    readonly mailbox: string
    readonly verdict: ReadinessVerdict
    readonly missing: string
  }[]
}

export type ParsedGroups =
  | { readonly ok: true; readonly members: readonly GroupMember[] }
  | { readonly ok: false; readonly code: 'RDY101'; readonly message: string; readonly line: number }

/** What a spreadsheet may put before the header. */
const preamble = /^"?sep=.?"?\r?\n/i

/** What the header's names are parted by: a spreadsheet's comma, semicolon or tab, whatever its language. */
function delimiterOf(text: string): string {
  const head = text.replace(/"[^"]*"/g, '').split('\n', 1)[0] ?? ''
  return [',', ';', '\t'].find((mark) => head.includes(mark)) ?? ','
}

/** Reads the CSV of a risk profile: columns Mailbox and Group, optionally Level (complete, partial) and RetentionDays. */
export function parseGroups(text: string): ParsedGroups {
  const plain = text.replace(/^\uFEFF/, '')
  const scanner = scanCsv(delimiterOf(plain.replace(preamble, '')), defaultLimits)
  const scanned = [...scanner.push(plain), ...scanner.end()]
  const members: GroupMember[] = []
  let columns: readonly string[] = []
  for (const item of scanned) {
    if ('reject' in item)
      return { ok: false, code: 'RDY101', message: item.reject.reason, line: item.reject.line }
    const { cells, line } = item.row
    if (columns.length === 0) {
      if (/^sep=/i.test(cells[0] ?? '')) continue
      columns = cells.map((cell) => cell.replace(/[\s_-]/g, '').toLowerCase())
      const absent = ['mailbox', 'group'].find((name) => !columns.includes(name))
      if (absent) return { ok: false, code: 'RDY101', message: `the header has no column ${absent}`, line }
      continue
    }
    const cell = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? ''
    if (cell('mailbox') === '') continue
    const level = cell('level').toLowerCase() || 'complete'
    if (level !== 'complete' && level !== 'partial')
      return { ok: false, code: 'RDY101', message: `level "${level}" is neither complete nor partial`, line }
    const days = cell('retentiondays')
    if (!/^\d*$/.test(days))
      return {
        ok: false,
        code: 'RDY101',
        message: `RetentionDays "${days}" is no whole number of days`,
        line,
      }
    members.push({
      mailbox: cell('mailbox').toLowerCase(),
      group: cell('group') || 'ungrouped',
      level,
      retentionDays: Number(days),
      line,
    })
  }
  return { ok: true, members }
}

function missingOf(member: GroupMember, found: MailboxReadiness | undefined): string {
  if (!found) return 'neither settings nor logs know this mailbox'
  const isMet = found.verdict === 'complete' || (member.level === 'partial' && found.verdict === 'partial')
  if (!isMet) return `${member.level} logging is asked for, it is ${found.verdict}`
  if (
    member.retentionDays > 0 &&
    found.retentionDays !== undefined &&
    found.retentionDays < member.retentionDays
  )
    return `${member.retentionDays} days are asked for, ${found.retentionDays} are kept`
  if (member.retentionDays > 0 && found.retentionDays === undefined)
    return `${member.retentionDays} days are asked for, how long is kept is unknown`
  return ''
}

/** Somebody who stands in a group twice is one person, of whom the more is asked. */
function strictest(members: readonly GroupMember[]): readonly GroupMember[] {
  const known = new Map<string, GroupMember>()
  for (const member of members) {
    const other = known.get(member.mailbox) ?? member
    known.set(member.mailbox, {
      ...other,
      level: [member.level, other.level].includes('complete') ? 'complete' : 'partial',
      retentionDays: Math.max(member.retentionDays, other.retentionDays),
    })
  }
  return [...known.values()]
}

/** For each group, how many people's logging is what their risk asks for, and whose is not. */
export function judgeGroups(readiness: Readiness, members: readonly GroupMember[]): readonly GroupGap[] {
  const known = new Map(readiness.mailboxes.map((mailbox) => [mailbox.mailbox, mailbox]))
  return [...new Set(members.map((member) => member.group))].sort().map((group) => {
    const own = strictest(members.filter((member) => member.group === group))
    const verdicts: Record<ReadinessVerdict, number> = { complete: 0, partial: 0, blind: 0, unknown: 0 }
    for (const member of own) verdicts[known.get(member.mailbox)?.verdict ?? 'unknown']++
    const short = own.flatMap((member) => {
      const found = known.get(member.mailbox)
      const missing = missingOf(member, found)
      return missing
        ? [{ mailbox: member.mailbox, verdict: found?.verdict ?? ('unknown' as const), missing }]
        : []
    })
    return { group, people: own.length, met: own.length - short.length, verdicts, short }
  })
}
