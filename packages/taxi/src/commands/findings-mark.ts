import { userInfo } from 'node:os'
import { openWorkspace } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { addDecision } from '../files/detection-store.js'
import { UserError } from '../output/error.js'
import { type WorkspaceOptions, workspaceFolder, workspaceOption } from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly verdict: string
  readonly rule?: string
  readonly entity?: string
  readonly note: string
}

const verdicts = ['benign', 'malicious', 'unsure', 'suppressed'] as const
const isVerdict = (text: string): text is (typeof verdicts)[number] =>
  (verdicts as readonly string[]).includes(text)

export const command: Command<Options> = {
  description:
    'Say what a finding or incident is, or suppress a rule for an entity. What you decide is kept and survives re-runs; a later decision replaces an earlier one.',
  args: '[id]',
  options: [
    {
      flags: '--verdict <verdict>',
      description: `${verdicts.join(', ')}; benign and suppressed set it aside`,
      default: 'benign',
    },
    {
      flags: '--rule <id>',
      description: 'every finding of this rule (with --entity: about that entity only)',
    },
    {
      flags: '--entity <entity>',
      description: "kind and value, for instance 'ip 192.0.2.1' or 'mailbox anna@contoso.com'",
    },
    { flags: '--note <text>', description: 'why', default: '' },
    workspaceOption,
  ],
  examples: [
    "taxi findings mark MBX-03-1a2b3c4d5e6f --verdict malicious --note 'confirmed with the owner'",
    "taxi findings mark --rule MBX-11 --entity 'app 11111111-…' --verdict suppressed --note 'our backup'",
  ],
  async run({ args, options, io }) {
    const [id] = args
    if (!isVerdict(options.verdict))
      throw new UserError('USAGE', `'${options.verdict}' is no verdict`, { hint: verdicts.join(', ') })
    if (!id && !options.rule && !options.entity)
      throw new UserError('USAGE', 'say what it is about', { hint: 'an id, --rule or --entity' })
    const workspace = await openWorkspace(workspaceFolder(options))
    const decision = {
      ...(id ? { id } : {}),
      ...(options.rule ? { rule: options.rule.toUpperCase() } : {}),
      ...(options.entity ? { entity: options.entity.toLowerCase() } : {}),
      verdict: options.verdict,
      note: options.note,
      by: userInfo().username,
      at: new Date().toISOString(),
    }
    await addDecision(workspace.folder, decision)
    io.stdout(io.json ? `${JSON.stringify(decision)}\n` : `noted: ${options.verdict}\n`)
    return exitCodes.ok
  },
}
