import { writeFileSync } from 'node:fs'
import { type Finding, findPages, fixPage, lintPage, readPageText, toSarif } from '@bigyellowtaxi/incident'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'
import { safeText } from '../output/safe-text.js'

interface Options {
  readonly fix?: boolean
  readonly sarif?: boolean
  readonly now?: Date
}

const parseDay = (text: string): Date => {
  const day = new Date(text)
  if (Number.isNaN(day.getTime()))
    throw new UserError('USAGE', `--now ${text} is no date`, { hint: 'write 2026-11-22' })
  return day
}

const line = (finding: Finding): string =>
  `${finding.file}:${finding.line}:${finding.column} ${finding.rule} ${finding.message}${finding.fixable ? ' (fixable)' : ''}\n`

export const command: Command<Options> = {
  description:
    'Find what is wrong with incident pages: placeholders, dead links, broken rows, dates, missing sources.',
  args: '<path...>',
  options: [
    { flags: '--fix', description: 'repair what can be repaired without judgement, then report the rest' },
    { flags: '--sarif', description: 'print SARIF 2.1.0 for code scanning' },
    { flags: '--now <date>', description: 'judge the pages as of this day', parse: parseDay },
  ],
  examples: [
    'taxi incident lint content/incidents',
    'taxi incident lint page.md --fix',
    'taxi incident lint content/incidents --sarif > lint.sarif',
  ],
  async run({ args, options, io }) {
    const settings = { now: options.now ?? new Date() }
    const files = args.flatMap(findPages)
    const findings = files.flatMap((file) => {
      let text = readPageText(file)
      if (options.fix) {
        const fixed = fixPage(text, file, settings)
        if (fixed !== text) writeFileSync(file, fixed)
        text = fixed
      }
      return lintPage(text, file, settings).findings
    })
    if (options.sarif) io.stdout(`${JSON.stringify(toSarif(findings), null, 2)}\n`)
    else if (io.json) io.stdout(`${JSON.stringify({ findings })}\n`)
    else {
      io.stdout(safeText(findings.map(line).join('')))
      io.stderr(`${files.length} pages, ${findings.length} findings\n`)
    }
    return findings.length > 0 ? exitCodes.findings : exitCodes.ok
  },
}
