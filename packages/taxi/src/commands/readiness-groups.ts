import { readFile } from 'node:fs/promises'
import { type GroupMember, parseGroups } from '@bigyellowtaxi/core'
import { encodingOf } from '@bigyellowtaxi/records'
import type { OptionRow } from '../command.js'
import { UserError } from '../output/error.js'

export const groupsOption: OptionRow = {
  flags: '--groups <csv>',
  description: 'risk profile: columns Mailbox, Group, Level (complete, partial), RetentionDays',
}

/** The risk profile a command was given; nobody where none was. */
export async function readMembers(file: string | undefined): Promise<readonly GroupMember[]> {
  if (file === undefined) return []
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError('RDY102', `cannot read it: ${error.code}`, { file })
  })
  // A spreadsheet's "Unicode text" is UTF-16.
  const parsed = parseGroups(new TextDecoder(encodingOf(bytes)).decode(bytes))
  if (!parsed.ok)
    throw new UserError(parsed.code, parsed.message, {
      file,
      line: parsed.line,
      hint: 'columns Mailbox, Group, Level, RetentionDays',
    })
  return parsed.members
}
