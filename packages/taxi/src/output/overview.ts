import type { CommandGroup } from '../command.js'

const start = `Start with:
  $ taxi demo
  $ taxi investigate EXPORTS... --out report
  $ taxi COMMAND --help

Exit codes: 0 done, 1 error, 2 done and there is something to look at.
`

/** The first screen of help: every command under its purpose, whole, so that nobody has to open a group to see it. */
export function overview(description: string, groups: readonly CommandGroup[]): string {
  const width = Math.max(...groups.flatMap((group) => group.commands.map(({ path }) => path.length)))
  const sections = groups.map(
    ({ title, commands }) =>
      `${title}\n${commands.map(({ path, summary }) => `  ${path.padEnd(width)}  ${summary}`).join('\n')}\n`,
  )
  return [description, 'Usage: taxi COMMAND [options]\n', ...sections, start].join('\n')
}
