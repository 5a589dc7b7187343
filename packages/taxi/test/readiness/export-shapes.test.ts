import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readinessChecks } from '@bigyellowtaxi/core'
import { expect, it } from 'vitest'
import { shapeCases } from './export-shapes.js'
import { printedCases } from './printed-shapes.js'
import { assessFiles, inFolder } from './tenant.js'
import { toolCases } from './tool-shapes.js'

it.each([...shapeCases, ...printedCases, ...toolCases])(
  '$check of $file ($name): $verdict',
  async ({ file, text, check, subject, verdict }) => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'exports'))
      const path = join(folder, 'exports', file)
      writeFileSync(path, text)
      const readiness = await assessFiles(join(folder, 'workspace'), [path])
      const found = readiness.judgements.find((one) => one.check === check && one.subject === subject)
      expect(found?.verdict ?? null).toBe(verdict)
      if (verdict === 'blind' || verdict === 'partial') {
        expect(found?.fix ?? '').not.toBe('')
        expect(found?.reason).toMatch(/:\d+\)|no diagnostic|not subscribed/)
      }
      if (verdict === 'unknown')
        expect(readiness.mailboxes.map((one) => one.verdict)).not.toContain('complete')
    })
  },
)

it('has a case for every check of settings', () => {
  const judged = new Set(
    [...shapeCases, ...toolCases].filter((one) => one.verdict !== null).map((one) => one.check),
  )
  const ofSettings = readinessChecks.filter((check) => !check.id.endsWith('-in-log'))
  expect(ofSettings.map((check) => check.id).filter((id) => !judged.has(id))).toEqual([])
})
