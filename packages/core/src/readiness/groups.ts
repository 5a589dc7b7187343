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

/** Reads the CSV of a risk profile: columns Mailbox and Group, optionally Level (complete, partial) and RetentionDays. */
export function parseGroups(text: string): ParsedGroups {
  const scanner = scanCsv(/^[^\n]*;/.test(text) && !/^[^\n]*,/.test(text) ? ';' : ',', defaultLimits)
  const scanned = [...scanner.push(text.replace(/^\uFEFF/, '')), ...scanner.end()]
  const members: GroupMember[] = []
  let columns: readonly string[] = []
  for (const item of scanned) {
    if ('reject' in item)
      return { ok: false, code: 'RDY101', message: item.reject.reason, line: item.reject.line }
    const { cells, line } = item.row
    if (columns.length === 0) {
      columns = cells.map((cell) => cell.trim().toLowerCase())
      const absent = ['mailbox', 'group'].find((name) => !columns.includes(name))
      if (absent) return { ok: false, code: 'RDY101', message: `the header has no column ${absent}`, line }
      continue
    }
    const cell = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? ''
    if (cell('mailbox') === '') continue
    const level = cell('level').toLowerCase() || 'complete'
    if (level !== 'complete' && level !== 'partial')
      return { ok: false, code: 'RDY101', message: `level "${level}" is neither complete nor partial`, line }
    members.push({
      mailbox: cell('mailbox').toLowerCase(),
      group: cell('group') || 'ungrouped',
      level,
      retentionDays: Number(cell('retentiondays')) || 0,
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

/** For each group, how many people's logging is what their risk asks for, and whose is not. */
export function judgeGroups(readiness: Readiness, members: readonly GroupMember[]): readonly GroupGap[] {
  const known = new Map(readiness.mailboxes.map((mailbox) => [mailbox.mailbox, mailbox]))
  return [...new Set(members.map((member) => member.group))].sort().map((group) => {
    const own = members.filter((member) => member.group === group)
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
