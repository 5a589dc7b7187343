import { loadIncidents } from '@bigyellowtaxi/incident'
import { expect, it } from 'vitest'
import { ownIncidents } from './own-incidents.js'
import { runHunt } from './run-hunt.js'

/** One hunt through simulator, lake and KQL engine; `taxi incident build` runs them all. */
it('the hunt of the Solorigate page fires on its attack and is silent on everyday life', {
  timeout: 300_000,
}, async () => {
  const page = loadIncidents(ownIncidents).find((candidate) => candidate.slug === 'solorigate-2020')
  const [hunt] = page?.incident.hunts ?? []
  if (!page || !hunt) throw new Error('the page has no hunt')
  const request = { slug: page.slug, hunt }
  const positive = await runHunt(request, { kind: 'fixture', fixture: hunt.positive })
  expect(positive).toMatchObject({ status: 'fires' })
  expect(await runHunt(request, { kind: 'fixture', fixture: hunt.negative })).toMatchObject({
    status: 'silent',
  })
})
