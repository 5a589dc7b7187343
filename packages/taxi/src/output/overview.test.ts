import { expect, it } from 'vitest'
import { commandGroups } from '../commands/index.js'
import { overview } from './overview.js'

it('the first screen names every command once, under its purpose, in lines a terminal does not break', () => {
  const shown = overview('What it is.\n', commandGroups)
  for (const { title, commands } of commandGroups) {
    expect(shown).toContain(`\n${title}\n`)
    for (const { path } of commands) expect(shown.split(`  ${path} `).length, path).toBe(2)
    for (const { summary } of commands) expect(shown).toContain(summary)
  }
  for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90)
})
