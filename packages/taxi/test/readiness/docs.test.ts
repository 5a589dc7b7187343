import { readFileSync } from 'node:fs'
import { readinessChecks } from '@bigyellowtaxi/core'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../../../../docs/readiness.md', import.meta.url), 'utf8')

it.each(readinessChecks.map((check) => [check.id, check] as const))(
  'docs/readiness.md tells of %s',
  (id, check) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? ''
    expect(row).toContain(check.title)
    for (const scuba of check.scuba) expect(row).toContain(scuba)
  },
)
