import { type HuntResult, loadIncidents, sweepTargets } from '@bigyellowtaxi/incident'
import { openEngine, openWorkspace } from '@bigyellowtaxi/lake'
import { type Command, exitCodes } from '../command.js'
import { contentOption, ownIncidents } from '../incident/own-incidents.js'
import { runHunt } from '../incident/run-hunt.js'
import { type Sweep, sweep } from '../incident/sweep.js'
import { UserError } from '../output/error.js'
import { safeText } from '../output/safe-text.js'
import { table } from '../output/table.js'
import { type WorkspaceOptions, workspaceFolder, workspaceOption } from './workspace-options.js'

interface Options extends WorkspaceOptions {
  readonly content?: string
}

interface Run {
  readonly hunt: string
  readonly title: string
  readonly result: HuntResult
}

function huntText({ hunt, title, result }: Run): string {
  const head = `${hunt}: ${title}\n`
  if (result.status === 'not-evaluable')
    return `${head}  not evaluable\n${result.reasons.map((reason) => `    ${reason}\n`).join('')}`
  if (result.status === 'silent') return `${head}  silent\n`
  const rows = result.findings.map((found) => [
    found.rule,
    found.subject,
    found.first,
    found.last,
    found.title,
  ])
  return `${head}${table(['rule', 'subject', 'first', 'last', 'finding'], rows)}\n`
}

function sweepText({ hits, swept, notSwept }: Sweep): string {
  const rest = notSwept.length > 0 ? `; not in these logs: ${notSwept.join(', ')}` : ''
  const head = `Sweep: ${swept} indicators inside their days, ${hits.length} records match${rest}\n`
  const rows = hits.map((hit) => [hit.time, hit.type, hit.value, hit.table, hit.id])
  return hits.length > 0 ? `${head}${table(['time', 'type', 'indicator', 'table', 'record'], rows)}\n` : head
}

export const command: Command<Options> = {
  description:
    'Ask your own logs for an incident: run its hunts, and sweep for its indicators inside the days in which they meant something.',
  args: '<name>',
  options: [workspaceOption, contentOption],
  examples: ['taxi incident hunt storm-0558 --workspace case-12', 'taxi incident hunt aitm-2022 --json'],
  async run({ args, options, io }) {
    const [name = ''] = args
    const pages = loadIncidents(options.content ?? ownIncidents)
    const page = pages.find((candidate) => candidate.slug === name || candidate.incident.id === name)
    if (!page)
      throw new UserError('INC302', `there is no incident ${name}`, {
        hint: `there are ${pages.map((candidate) => candidate.slug).join(', ')}`,
      })
    const dir = workspaceFolder(options)
    const engine = await openEngine(await openWorkspace(dir))
    const swept = await sweep(engine, sweepTargets(page.incident)).finally(() => engine.close())
    const runs: Run[] = []
    for (const hunt of page.incident.hunts ?? []) {
      const result = await runHunt({ slug: page.slug, hunt }, { kind: 'workspace', dir })
      runs.push({ hunt: hunt.id, title: hunt.title, result })
    }
    const none = page.incident.no_customer_log
    const needs = page.incident.logs_needed.map((log) => `${log.source}: ${log.operation}`)
    if (io.json)
      io.stdout(
        `${JSON.stringify({ incident: page.slug, hunts: runs, sweep: swept, noCustomerLog: none?.statement ?? null })}\n`,
      )
    else {
      io.stdout(`${safeText(page.incident.title)}\n${runs.map(huntText).join('')}${sweepText(swept)}`)
      if (none) io.stdout(`No customer log shows this. ${safeText(none.statement)}\n`)
      if (runs.length === 0)
        io.stdout(`No hunt is attached. Logs that would show it: ${safeText(needs.join('; '))}\n`)
    }
    const hasFindings = swept.hits.length > 0 || runs.some((run) => run.result.status === 'fires')
    return hasFindings ? exitCodes.findings : exitCodes.ok
  },
}
