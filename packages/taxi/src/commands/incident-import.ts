import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importIncident, readPageText } from '@bigyellowtaxi/incident'
import { type Command, exitCodes } from '../command.js'
import { safeText } from '../output/safe-text.js'

interface Options {
  readonly out?: string
}

const idOf = (file: string): string =>
  basename(file)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')

export const command: Command<Options> = {
  description:
    'Read a page of a breach index, and threads about the same incident, into one page with its facts as data.',
  args: '<page> [thread...]',
  options: [{ flags: '--out <file>', description: 'write the page there; without it, to standard output' }],
  examples: [
    'taxi incident import index.md --out storm-0558.md',
    'taxi incident import index.md thread.txt --out storm-0558.md',
  ],
  async run({ args, options, io }) {
    const [page = '', ...threads] = args
    const sources = threads.map((file) => ({ id: idOf(file), text: readPageText(file) }))
    const result = importIncident(readPageText(page), page, sources, new Date())
    if (options.out) writeFileSync(options.out, result.text)
    const summary = {
      events: result.page.events.length,
      coverage:
        result.page.coverage.length + result.threads.reduce((sum, thread) => sum + thread.coverage.length, 0),
      claims: result.threads.reduce((sum, thread) => sum + thread.claims.length, 0),
      unknown: result.page.unknown,
      missing: result.page.missing,
    }
    if (io.json) io.stdout(`${JSON.stringify(options.out ? summary : { ...summary, text: result.text })}\n`)
    else if (!options.out) io.stdout(result.text)
    io.stderr(
      safeText(
        `${summary.events} events, ${summary.coverage} publications, ${summary.claims} claims; kept as they are: ${summary.unknown.join(', ') || 'nothing unknown'}; to be added for format incident/1: ${summary.missing.length} things\n`,
      ),
    )
    return exitCodes.ok
  },
}
