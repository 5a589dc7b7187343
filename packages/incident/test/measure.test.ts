import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { measure } from './measure.js'

const out = process.env.TAXI_MEASURE

/** Only on request: `TAXI_MEASURE=figures.json npx vitest run packages/incident/test/measure.test.ts`. */
it.skipIf(!out)('a thousand incidents are built and searched, and the figures written down', async () => {
  const figures = await measure()
  writeFileSync(out ?? '', `${JSON.stringify(figures, null, 2)}\n`)
  expect(figures).toMatchObject({ incidents: 1000 })
})
