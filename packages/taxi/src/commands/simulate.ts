import {
  shapeIds,
  simulate,
  storylines,
  type TierOption,
  tierOptions,
  writeExports,
} from '@bigyellowtaxi/range'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'
import { progress } from '../output/progress.js'
import { table } from '../output/table.js'
import { wholeNumber } from './whole-number.js'

interface Options {
  readonly mailboxes: number
  readonly days: number
  readonly seed: string
  readonly storyline: readonly string[]
  readonly shape: readonly string[]
  readonly tier: TierOption
  readonly density: number
  readonly start: string
  readonly out?: string
}

const collect = (text: string, previous: unknown): string[] => [...(previous as string[]), text]

export const command: Command<Options> = {
  description:
    'Write the logs of a simulated tenant, with intrusions hidden in ordinary life and truth.json to say where.',
  options: [
    { flags: '--mailboxes <n>', description: 'how many mailboxes', default: '200', parse: wholeNumber },
    { flags: '--days <n>', description: 'how many days', default: '45', parse: wholeNumber },
    { flags: '--seed <text>', description: 'same seed, same bytes', default: '1' },
    {
      flags: '--storyline <name>',
      description: `an intrusion, repeatable: NAME[:quiet][:key=value,...] of ${storylines.map((s) => s.name).join(', ')}, or all[:quiet]`,
      default: [],
      parse: collect,
    },
    {
      flags: '--shape <id>',
      description: `an export shape, repeatable: ${shapeIds.join(', ')}, all; add :utf16 where a product writes that`,
      default: [],
      parse: collect,
    },
    { flags: '--tier <name>', description: `licences: ${tierOptions.join(', ')}`, default: 'E5' },
    {
      flags: '--density <percent>',
      description: 'share of the ordinary number of events',
      default: '100',
      parse: wholeNumber,
    },
    { flags: '--start <date>', description: 'first day, UTC', default: '2026-03-02' },
    { flags: '--out <dir>', description: 'folder to write to; made if absent' },
  ],
  examples: [
    'taxi simulate --mailboxes 50 --days 30 --seed 7 --storyline storm-0558 --out tenant',
    'taxi simulate --storyline storm-0558:quiet:mailboxes=3,days=20 --tier mixed --out tenant',
    'taxi simulate --shape search-unified-audit-log:utf16 --shape sentinel-signin-json --out tenant',
  ],
  async run({ options, io }) {
    if (!options.out) throw new UserError('USAGE', 'say where to write', { hint: '--out DIR' })
    const simulation = simulate({
      mailboxes: Number(options.mailboxes),
      days: Number(options.days),
      seed: options.seed,
      storylines: options.storyline,
      tier: options.tier,
      density: Number(options.density),
      start: options.start,
    })
    const bar = progress(io)
    const { files, truth } = writeExports(simulation, {
      out: options.out,
      shapes: options.shape,
      signal: io.signal,
      progress: (arrival, records) =>
        bar.update(`${new Date(arrival).toISOString().slice(0, 10)}  ${records} records`),
    })
    bar.done()
    if (io.json)
      io.stdout(`${JSON.stringify({ out: options.out, files, storylines: truth.storylines.length })}\n`)
    else {
      io.stdout(
        `${table(
          ['file', 'shape', 'records', 'MB'],
          files.map((f) => [f.file, f.shape, f.records, Math.round(f.bytes / 1e4) / 100]),
        )}\n`,
      )
      io.stdout(
        `truth.json  ${truth.storylines.map((s) => `${s.name} (${s.variant}): ${s.recordIds.length} records, ${s.mailboxes.length} mailboxes`).join('; ') || 'no storylines'}\n`,
      )
    }
    return exitCodes.ok
  },
}
