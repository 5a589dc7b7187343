import { compact, openWorkspace } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import {
  engineOptions,
  engineSettingsOf,
  type WorkspaceOptions,
  workspaceFolder,
  workspaceOption,
} from './workspace-options.js'

export const command: Command<WorkspaceOptions> = {
  description:
    'Merge what many runs of ingest have written into one sorted whole: the same answers from fewer files, sooner. Every input keeps its hash, its counts and its rejected lines.',
  options: [workspaceOption, ...engineOptions],
  examples: ['taxi compact', 'taxi compact --workspace case-12 --memory 4G'],
  async run({ options, io }) {
    const workspace = await openWorkspace(workspaceFolder(options))
    const report = await compact(workspace, { ...engineSettingsOf(options), signal: io.signal })
    if (io.json) io.stdout(`${JSON.stringify(report)}\n`)
    else
      io.stdout(
        `${report.filesBefore} files in ${report.segmentsBefore} segments became ${report.filesAfter} in ${report.segmentsAfter}\n`,
      )
    return exitCodes.ok
  },
}
