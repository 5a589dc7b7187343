import { writeFile } from 'node:fs/promises'
import { armTemplate, navigatorLayer, type Rule } from '@bigyellowtaxi/core'
import { type Command, exitCodes } from '../command.js'
import { pickRules, readRules } from '../files/rule-files.js'
import { UserError } from '../output/error.js'

interface Options {
  readonly rules?: readonly string[]
  readonly sentinel?: boolean
  readonly navigator?: boolean
  readonly out?: string
}

const forms: Readonly<Record<'sentinel' | 'navigator', (rules: readonly Rule[]) => unknown>> = {
  sentinel: armTemplate,
  navigator: (rules) => navigatorLayer(rules),
}

export const command: Command<Options> = {
  description: 'Export detections: an ARM template for Microsoft Sentinel, or an ATT&CK Navigator layer.',
  args: '[id...]',
  options: [
    { flags: '--sentinel', description: 'an Azure Resource Manager template with every rule' },
    { flags: '--navigator', description: 'an ATT&CK Navigator layer of what the rules look for' },
    { flags: '--rules <path...>', description: 'other rule files or folders than the ones that come along' },
    { flags: '--out <file>', description: 'write there instead of standard output' },
  ],
  examples: [
    'taxi rules export --sentinel --out rules.json',
    'taxi rules export MBX-03 COR-02 --sentinel',
    'taxi rules export --navigator --out layer.json',
  ],
  async run({ args, options, io }) {
    const form = options.sentinel ? 'sentinel' : options.navigator ? 'navigator' : undefined
    if (!form) throw new UserError('USAGE', 'say which form to export', { hint: '--sentinel or --navigator' })
    const set = await readRules(options.rules ?? [])
    const text = `${JSON.stringify(forms[form](args.length > 0 ? pickRules(set, args) : set.rules), null, 2)}\n`
    if (options.out) await writeFile(options.out, text)
    else io.stdout(text)
    return exitCodes.ok
  },
}
