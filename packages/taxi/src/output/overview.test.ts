import { expect, it } from 'vitest'
import { commandGroups } from '../commands/index.js'
import { overview } from './overview.js'

it('the first screen names every command once, under its purpose, in lines a terminal does not break', () => {
  const shown = overview('What it is.\n', commandGroups)
  for (const { title, commands } of commandGroups) {
    expect(shown).toContain(`\n${title}\n`)
    for (const { path, summary } of commands) {
      const rows = shown.split('\n').filter((line) => line.startsWith(`  ${path} `) && line.endsWith(summary))
      expect(rows, path).toHaveLength(1)
    }
  }
  for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90)
})
