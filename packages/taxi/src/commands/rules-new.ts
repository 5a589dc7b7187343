import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, exitCodes } from '../command.js'
import { UserError } from '../output/error.js'

interface Options {
  readonly name: string
  readonly out: string
}

const skeleton = (id: string, guid: string, name: string): string => `id: ${guid}
name: ${JSON.stringify(name)}
description: What it finds, and why that is odd.
severity: Medium
requiredDataConnectors:
  - connectorId: MicrosoftThreatProtection
    dataTypes:
      - CloudAppEvents
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Collection
relevantTechniques:
  - T1114.002
query: |
  let window = 1h;
  CloudAppEvents
  | where TimeGenerated > ago(window) and ActionType == "MailItemsAccessed"
  | summarize TimeGenerated = min(TimeGenerated), EndTime = max(TimeGenerated), Reads = count(), RecordIds = make_set(tostring(RawEventData.Id), 1000) by Mailbox = tolower(tostring(RawEventData.MailboxOwnerUPN))
  | where Reads > 1000
entityMappings:
  - entityType: Mailbox
    fieldMappings:
      - identifier: MailboxPrimaryAddress
        columnName: Mailbox
alertDetailsOverride:
  alertDisplayNameFormat: ${JSON.stringify(`${id} ${name}`)}
version: 0.1.0
kind: Scheduled
taxi:
  id: ${id}
  needs: [mail-reads]
  points: 10
  reasons:
    - '{Reads} reads of {Mailbox}'
  falsePositives:
    - name one
  sources:
    - name one
  tests:
    - is: more than a thousand reads in an hour
      given:
        - { owaRead: {}, at: 0h, times: 1001, every: 1s }
      outcome: findings
      because: reads of
    - is: an ordinary hour
      given:
        - { owaRead: {}, at: 0h }
      outcome: clean
    - is: no mail reads were logged
      given:
        - { interactiveSignIn: {}, at: 0h }
      outcome: not-evaluable
`

export const command: Command<Options> = {
  description: 'Write the skeleton of a new detection, with a test for each outcome.',
  args: '<id>',
  options: [
    {
      flags: '--name <text>',
      description: 'what it finds, in a few words',
      default: 'Name of the detection',
    },
    { flags: '--out <dir>', description: 'folder to write it to', default: '.' },
  ],
  examples: [
    "taxi rules new MBX-25 --name 'Mail read at midnight' --out content/rules/mail",
    'taxi rules test MBX-25',
  ],
  async run({ args, options, io }) {
    const id = args[0]?.toUpperCase() ?? ''
    if (!/^[A-Z]{3}-\d{2}$/.test(id))
      throw new UserError('USAGE', `'${args[0]}' is no rule id`, {
        hint: 'three letters, a dash, two digits: MBX-25',
      })
    const slug = options.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    const file = join(options.out, `${id}-${slug}.yaml`)
    await mkdir(options.out, { recursive: true })
    await writeFile(file, skeleton(id, randomUUID(), options.name), { flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST'
          ? new UserError('RUL105', 'there is such a file already', { file })
          : error
      },
    )
    io.stdout(io.json ? `${JSON.stringify({ file })}\n` : `${file}\n`)
    return exitCodes.ok
  },
}
