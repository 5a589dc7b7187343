import type { HuntRun } from '../hunt/check.js'
import type { HuntResult } from '../hunt/hunt.js'
import type { Hunt, HuntFixture, IncidentPage } from '../model.js'
import { type Html, html } from './html.js'

/** The hunts of an incident: rules, parameters, what this build's run of the fixtures gave, and the command. */
export function renderHunts(page: IncidentPage, runs: readonly HuntRun[] | undefined): Html {
  const hunts = page.incident.hunts ?? []
  if (hunts.length === 0) return html``
  return html`<h2 id="hunts">Hunt for it in your own logs</h2>
<pre><code>taxi incident hunt ${page.slug} --workspace DIR</code></pre>
${hunts.map((hunt) => renderHunt(page, hunt, runs))}`
}

function renderHunt(page: IncidentPage, hunt: Hunt, runs: readonly HuntRun[] | undefined): Html {
  const run = runs?.find((other) => other.slug === page.slug && other.hunt === hunt.id)
  const parameters = Object.entries(hunt.parameters ?? {})
  return html`<h3 id="hunt-${hunt.id}">${hunt.title}</h3>
<p>Rules: ${hunt.rules.map((rule, i) => html`${i > 0 ? ', ' : ''}<code>${rule}</code>`)}${hunt.require === 'all' ? ' (all of them)' : ''}.${parameters.length ? html` Parameters: ${parameters.map(([name, value], i) => html`${i > 0 ? ', ' : ''}<code>${name} = ${JSON.stringify(value)}</code>`)}.` : ''}</p>
<p>Last run on simulated records: ${
    run
      ? html`with the attack, ${told(run.positive)}; without it, ${told(run.negative)}.`
      : 'not run in this build.'
  }</p>
<pre><code>${simulate(hunt.positive)}
${simulate(hunt.negative)}</code></pre>
<p>What it cannot see:</p>
<ul>${hunt.blind_spots.map((spot) => html`<li>${spot}</li>`)}</ul>`
}

function told(result: HuntResult): Html {
  if (result.status === 'fires')
    return html`<span class="fires">${result.findings.length} ${result.findings.length === 1 ? 'finding' : 'findings'}</span>`
  if (result.status === 'silent') return html`<span class="silent">silent</span>`
  return html`not evaluable (${result.reasons.join('; ')})`
}

/** The command that makes the records a fixture stands for. */
export const simulate = (fixture: HuntFixture): string =>
  [
    'taxi simulate',
    `--mailboxes ${fixture.mailboxes} --days ${fixture.days} --seed ${fixture.seed}`,
    ...(fixture.storyline ? [`--storyline ${fixture.storyline}`] : []),
    '--out DIR',
  ].join(' ')
