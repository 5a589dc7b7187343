import { readFile } from 'node:fs/promises'
import { type Command, exitCodes } from '../command.js'
import { pickRules, readRules } from '../files/rule-files.js'
import { safeText } from '../output/safe-text.js'

interface Options {
  readonly rules?: readonly string[]
}

export const command: Command<Options> = {
  description: 'Show one detection whole, as it stands in its file.',
  args: '<id>',
  options: [
    { flags: '--rules <path...>', description: 'other rule files or folders than the ones that come along' },
  ],
  examples: ['taxi rules show MBX-03', 'taxi rules show MBX-03 --json'],
  async run({ args, options, io }) {
    const [rule] = pickRules(await readRules(options.rules ?? []), args)
    if (!rule) return exitCodes.error
    io.stdout(io.json ? `${JSON.stringify(rule)}\n` : safeText(await readFile(rule.file, 'utf8')))
    return exitCodes.ok
  },
}
