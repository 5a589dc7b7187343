import type { Replay, ReplayGroup } from '../../detection/replay-model.js'
import { table } from '../../output/table.js'
import { cellText, helpText, investigatedText, keptText, storylineText } from './replay-words.js'

function groupText(group: ReplayGroup): string {
  const [today, ...fixes] = group.states
  const names = `${group.mailboxes.slice(0, 3).join(', ')}${group.mailboxes.length > 3 ? ', …' : ''}`
  const seen = (cells: readonly { readonly seen: boolean }[]) => cells.filter((cell) => cell.seen).length
  const cells = today?.cells ?? []
  return [
    `${group.group}${keptText(group)}: ${names}`,
    `  seen today: ${seen(cells)} of ${cells.length} storylines`,
    ...fixes.map(
      (state) => `  after "${state.after}": ${seen(state.cells)}${state.how[0] ? `  (${state.how[0]})` : ''}`,
    ),
    '',
    table(
      ['storyline', 'today', 'what would show it'],
      cells.map((cell, i) => [storylineText(cell), cellText(cell), helpText(group, i)]),
    ),
    '',
  ].join('\n')
}

/** The replay for a terminal: for each group what is seen today, and what each setting or source would add. */
export const replayText = (replay: Replay): string =>
  [
    `${replay.tenant.days} days of log, ${investigatedText(replay)}`,
    '',
    replay.groups.map(groupText).join('\n'),
  ].join('\n')
