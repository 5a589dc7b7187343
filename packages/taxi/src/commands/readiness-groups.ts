import { readFile } from 'node:fs/promises'
import { type GroupMember, parseGroups } from '@bigyellowtaxi/core'
import type { OptionRow } from '../command.js'
import { UserError } from '../output/error.js'

export const groupsOption: OptionRow = {
  flags: '--groups <csv>',
  description: 'risk profile: columns Mailbox, Group, Level (complete, partial), RetentionDays',
}

/** The risk profile a command was given; nobody where none was. */
export async function readMembers(file: string | undefined): Promise<readonly GroupMember[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError('RDY102', `cannot read it: ${error.code}`, { file })
  })
  const parsed = parseGroups(text)
  if (!parsed.ok)
    throw new UserError(parsed.code, parsed.message, {
      file,
      line: parsed.line,
      hint: 'columns Mailbox, Group, Level, RetentionDays',
    })
  return parsed.members
}
