import { writeFile } from 'node:fs/promises'
import { assessReadiness, judgeGroups, readReadinessFacts } from '@bigyellowtaxi/core'
import { openEngine } from '@bigyellowtaxi/lake'
import { loadWorkspace } from '../case/load.js'
import { type Command, exitCodes } from '../command.js'
import { replay } from '../detection/replay.js'
import { UserError } from '../output/error.js'
import { progress } from '../output/progress.js'
import { readinessPage } from '../render/readiness/page.js'
import { replayText } from '../render/readiness/replay-text.js'
import { groupsOption, readMembers } from './readiness-groups.js'
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
  readonly investigatedAfter: string
  readonly groups?: string
  readonly html?: string
}

const collect = (text: string, previous: unknown): string[] => [...(previous as string[]), text]

const wholeNumber = (text: string): string => {
  if (!/^\d+$/.test(text)) throw new UserError('USAGE', `'${text}' is not a whole number`)
  return text
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
    {
      flags: '--mailboxes <n>',
      description: 'size of the simulated tenant',
      default: '20',
      parse: wholeNumber,
    },
    { flags: '--days <n>', description: 'length of the simulated log', default: '21', parse: wholeNumber },
    {
      flags: '--investigated-after <days>',
      description:
        'days from the end of the log to the day somebody looks: what is kept for less is gone by then',
      default: '0',
      parse: wholeNumber,
    },
    { flags: '--seed <text>', description: 'same seed, same play', default: '1' },
    groupsOption,
    { flags: '--html <file>', description: 'write readiness and replay as one page' },
    ...engineOptions,
  ],
  examples: [
    'taxi readiness replay settings/',
    'taxi readiness replay --workspace .taxi --storyline storm-0558 --storyline aitm:quiet',
    'taxi readiness replay settings/ --groups vip.csv --html replay.html',
  ],
  async run({ args, options, io }) {
    const members = await readMembers(options.groups)
    const isNamed = options.workspace !== undefined || process.env.TAXI_WORKSPACE !== undefined
    const loaded = await loadWorkspace(args, workspaceFolder(options), isNamed, io)
    const bar = progress(io)
    try {
      const engine = await openEngine(loaded.workspace, engineSettingsOf(options))
      const readiness = assessReadiness(await readReadinessFacts(engine))
      await engine.close()
      const played = await replay(readiness, {
        mailboxes: Number(options.mailboxes),
        days: Number(options.days),
        seed: options.seed,
        investigatedAfter: Number(options.investigatedAfter),
        storylines: options.storyline.length > 0 ? options.storyline : ['all'],
        engine: engineSettingsOf(options),
        members,
        signal: io.signal,
        onState: (text) => bar.update(`playing ${text}`),
      })
      bar.done()
      if (options.html)
        await writeFile(options.html, readinessPage(readiness, judgeGroups(readiness, members), played))
      io.stdout(io.json ? `${JSON.stringify(played)}\n` : replayText(played))
      const isUnseen = played.groups.some((group) => group.states[0]?.cells.some((cell) => !cell.seen))
      return isUnseen ? exitCodes.findings : exitCodes.ok
    } finally {
      await loaded.done()
    }
  },
}
