import { assessReadiness, readReadinessFacts } from '@bigyellowtaxi/core'
import { openEngine } from '@bigyellowtaxi/lake'
import { loadWorkspace } from '../case/load.js'
import { type Command, exitCodes } from '../command.js'
import { type ReplayCell, type ReplayRow, replay } from '../detection/replay.js'
import { progress } from '../output/progress.js'
import { table } from '../output/table.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly storyline: readonly string[]
  readonly mailboxes: string
  readonly days: string
  readonly seed: string
}

const collect = (text: string, previous: unknown): string[] => [...(previous as string[]), text]

const cellText = (cell: ReplayCell): string =>
  cell.seen ? `seen after ${cell.minutes ?? '?'} min by ${cell.rules.slice(0, 3).join(' ')}` : 'INVISIBLE'

function render(rows: readonly ReplayRow[]): string {
  return rows
    .map((row) => {
      const names =
        row.states[0]?.cells.map(
          (cell) => `${cell.storyline}${cell.variant === 'quiet' ? ' (quiet)' : ''}`,
        ) ?? []
      const lines = names.map((name, i) => {
        const cells = row.states.map((state) => state.cells[i])
        const [today, ...fixed] = cells
        const helps = row.states
          .slice(1)
          .filter((_, n) => fixed[n]?.seen === true)
          .map((state) => state.after)
        const then = today?.seen
          ? ''
          : helps.length > 0
            ? `seen only with: ${helps.join('; or ')}`
            : 'no setting or source helps'
        return [name, today ? cellText(today) : '', then]
      })
      return `${row.group} mailboxes (${row.mailboxes.slice(0, 3).join(', ')}${row.mailboxes.length > 3 ? ', …' : ''})\n${table(['storyline', 'today', 'what would show it'], lines)}\n`
    })
    .join('\n')
}

export const command: Command<Options> = {
  description:
    'Plays known intrusions against the logging you have: for each group of mailboxes that are logged alike, whether each storyline would have been seen, after how long and by which rule, today and after each setting or source that is missing.',
  args: '[exports...]',
  options: [
    workspaceOption,
    {
      flags: '--storyline <name>',
      description: 'as taxi simulate takes them, repeatable (default: all)',
      default: [],
      parse: collect,
    },
    { flags: '--mailboxes <n>', description: 'size of the simulated tenant', default: '30' },
    { flags: '--days <n>', description: 'length of the simulated log', default: '30' },
    { flags: '--seed <text>', description: 'same seed, same play', default: '1' },
    ...engineOptions,
  ],
  examples: [
    'taxi readiness replay settings/',
    'taxi readiness replay --workspace .taxi --storyline storm-0558 --storyline aitm:quiet',
    'taxi readiness replay settings/ --json',
  ],
  async run({ args, options, io }) {
    const isNamed = options.workspace !== undefined || process.env.TAXI_WORKSPACE !== undefined
    const loaded = await loadWorkspace(args, workspaceFolder(options), isNamed, io)
    const bar = progress(io)
    try {
      const engine = await openEngine(loaded.workspace, engineSettingsOf(options))
      const readiness = assessReadiness(await readReadinessFacts(engine))
      await engine.close()
      const rows = await replay(readiness, {
        mailboxes: Number(options.mailboxes),
        days: Number(options.days),
        seed: options.seed,
        storylines: options.storyline.length > 0 ? options.storyline : ['all'],
        engine: engineSettingsOf(options),
        signal: io.signal,
        onState: (text) => bar.update(`playing ${text}`),
      })
      bar.done()
      io.stdout(io.json ? `${JSON.stringify({ version: 1, groups: rows })}\n` : render(rows))
      const isUnseen = rows.some((row) => row.states[0]?.cells.some((cell) => !cell.seen))
      return isUnseen ? exitCodes.findings : exitCodes.ok
    } finally {
      await loaded.done()
    }
  },
}
