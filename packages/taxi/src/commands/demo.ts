import { join } from 'node:path'
import { everything } from '@bigyellowtaxi/core'
import { simulate, writeExports } from '@bigyellowtaxi/range'
import { runCase } from '../case/investigate.js'
import { showCase } from '../case/show.js'
import { type Command, exitCodes } from '../command.js'
import { progress } from '../output/progress.js'
import { version } from '../version.js'

interface Options {
  readonly out: string
  readonly seed: string
}

/** A tenant small enough to read and long enough that something can be new to a mailbox. */
const tenant = { mailboxes: 10, days: 35, storylines: ['storm-0558:mailboxes=3'] } as const

/** Three shapes an investigator is handed: a portal export, sign-ins from Graph, and a message trace. */
const shapes = ['search-unified-audit-log:utf16', 'graph-signin', 'message-trace'] as const

export const command: Command<Options> = {
  description:
    'Make a small tenant with one intrusion shaped like Storm-0558, write its logs in three export shapes, and investigate them. Needs no network and no exports.',
  options: [
    { flags: '--out <dir>', description: 'folder to write to; made if absent', default: 'taxi-demo' },
    {
      flags: '--seed <text>',
      description: 'same seed, same bytes; 4 shows the intrusion through OWA',
      default: '4',
    },
  ],
  examples: ['taxi demo', 'taxi demo --seed 7 --out other-tenant'],
  async run({ options, io }) {
    const exports = join(options.out, 'exports')
    const bar = progress(io)
    bar.update('making a tenant')
    const { files } = writeExports(simulate({ ...tenant, seed: options.seed }), {
      out: exports,
      shapes,
      signal: io.signal,
      progress: (_, records) => bar.update(`making a tenant: ${records} records`),
    })
    bar.done()
    if (!io.json)
      io.stdout(
        `A tenant of ${tenant.mailboxes} mailboxes and ${tenant.days} days, as an investigator gets it:\n${files.map((file) => `  ${join(exports, file.file)}  (${file.shape}, ${file.records} records)`).join('\n')}\n\n`,
      )
    const result = await runCase(
      {
        paths: files.map((file) => join(exports, file.file)),
        out: join(options.out, 'report'),
        scope: everything,
        zone: 'UTC',
        version,
      },
      io,
    )
    showCase(result, io)
    // the demo is to be found: its findings are its success
    return result.failed.length > 0 ? exitCodes.error : exitCodes.ok
  },
}
