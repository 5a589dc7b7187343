import { runCase } from '../case/investigate.js'
import { showCase } from '../case/show.js'
import type { Command } from '../command.js'
import { UserError } from '../output/error.js'
import { timeFormat } from '../render/report/format.js'
import { version } from '../version.js'
import { type ScopeOptions, scopeOf, scopeRows, zoneRow } from './scope-options.js'
import { engineOptions, engineSettingsOf, type WorkspaceOptions } from './workspace-options.js'

interface Options extends ScopeOptions, WorkspaceOptions {
  readonly out?: string
  readonly tz: string
}

export const command: Command<Options> = {
  description:
    'From raw exports to the answer: who read which mail, did anyone sign in to do it, and what can the log not say. Writes report.html, report.json, ledger.csv and manifest.json.',
  args: '<path...>',
  options: [
    { flags: '--out <dir>', description: 'folder for the report; made if absent' },
    {
      flags: '--workspace <dir>',
      description:
        'keep the records in this workspace and report on all it holds (default: OUT/workspace, made anew)',
    },
    ...scopeRows,
    zoneRow,
    ...engineOptions,
  ],
  examples: [
    'taxi investigate exports/ --out report',
    'taxi investigate AuditLog.csv signins.json --out report --mailbox ceo@contoso.com',
    'taxi investigate "exports/*.csv.gz" --out report --from 2026-03-01 --to 2026-03-08 --tz Europe/Berlin',
    'taxi investigate exports/ --out report --json',
  ],
  async run({ args, options, io }) {
    if (!options.out) throw new UserError('USAGE', 'say where the report goes', { hint: '--out DIR' })
    timeFormat(options.tz)
    const result = await runCase(
      {
        paths: args,
        out: options.out,
        ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
        scope: scopeOf(options),
        zone: options.tz,
        version,
        ...engineSettingsOf(options),
      },
      io,
    )
    return showCase(result, io)
  },
}
