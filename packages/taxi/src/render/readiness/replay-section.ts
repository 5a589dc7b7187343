import type { Replay, ReplayGroup, ReplayState } from '../../detection/replay-model.js'
import { type Html, html } from '../report/html.js'
import { cellText, investigatedText, keptText, storylineText } from './replay-words.js'

export const replayStyle = `
main h3{margin-top:1.6rem}table.matrix td{min-width:9rem}table.matrix th{white-space:normal;min-width:9rem}
td.seen{color:var(--none);background:var(--none-bg)}td.weak{color:var(--possible);background:var(--possible-bg)}
td.unseen{color:var(--read);background:var(--read-bg)}`

/** A rule's name stays on one line. */
const whole = (text: string): Html =>
  html`${text.split(/(?<= )/).map((word) => (/^[A-Z]+-\d/.test(word) ? html`<span class="nb">${word}</span>` : word))}`

function cell(state: ReplayState, i: number): Html {
  const one = state.cells[i]
  if (!one) return html`<td></td>`
  const name = one.seen ? 'seen' : one.findings > 0 ? 'weak' : 'unseen'
  return html`<td class="${name}" title="${one.rules.join(' ')}">${whole(cellText(one, 4))}</td>`
}

function matrix(group: ReplayGroup): Html {
  const [today] = group.states
  const heads = group.states.map((state) => {
    const seen = state.cells.filter((one) => one.seen).length
    return html`<th scope="col">${state.after === 'today' ? 'Today' : `After: ${state.after}`}<br><span class="faint">${seen} of ${state.cells.length} seen</span></th>`
  })
  const rows = (today?.cells ?? []).map(
    (one, i) =>
      html`<tr><th scope="row">${storylineText(one)}</th>${group.states.map((state) => cell(state, i))}</tr>\n`,
  )
  const how = group.states.filter((state) => state.how.length > 0)
  return html`<h3>${group.group}</h3>
<p class="soft">Records${keptText(group).replace(/^,/, '')}.</p>
<p class="soft">${group.mailboxes.slice(0, 5).join(', ')}${group.mailboxes.length > 5 && `, and ${group.mailboxes.length - 5} more`}</p>
<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Storyline</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>
${how.length > 0 && html`<dl>${how.map((state) => html`<dt>${state.after}</dt><dd>${state.how.map((text) => html`<p>${text}</p>`)}</dd>`)}</dl>`}`
}

/** The matrix of each group of mailboxes: storyline by state of logging. */
export const replaySection = (replay: Replay): Html =>
  html`<h2 id="replay">What would have been seen</h2>
<p class="soft">Each storyline was played in a simulated tenant of ${replay.tenant.mailboxes} mailboxes and ${replay.tenant.days} days (seed ${replay.tenant.seed}) whose log was written as this tenant's would have been; then every rule was run on what is still there when it is ${investigatedText(replay)}.</p>
${replay.groups.map(matrix)}`
