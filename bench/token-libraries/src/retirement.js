/** After how long a key the authority has withdrawn is refused, with lawful traffic going on meanwhile. */

import { makeForge } from '../../../packages/token/dist/kit/forge.js'
import {
  makeAuthority,
  makeWorld,
  profileOf,
  serveAuthority,
} from '../../../packages/token/dist/kit/index.js'
import { delegated } from '../../../packages/token/dist/kit/shapes.js'
import { advance } from './intercept.js'

const minute = 60_000
const day = 24 * 60 * minute
const steps = [
  ['1 s', 1000],
  ['2 min', 2 * minute],
  ['6 min', 6 * minute],
  ['11 min', 11 * minute],
  ['31 min', 31 * minute],
  ['61 min', 61 * minute],
  ['8 d', 8 * day],
  ['31 d', 31 * day],
]

export async function retirement(adapter) {
  const world = makeWorld({ seed: 'taxi', startedAt: Date.now() })
  const authority = makeAuthority(world, 'own')
  // The keys are made now, so that no library times out over them.
  await authority.respond(new URL('https://login.microsoftonline.com/common/discovery/v2.0/keys'))
  const server = await serveAuthority(authority)
  const target = await adapter.create({
    profile: profileOf(world, 'workforce'),
    origin: server.origin,
    now: Date.now,
  })
  const token = (key) => {
    const forge = makeForge(world, Date.now())
    return forge.sign({ key, claims: delegated(forge) })
  }
  const accepts = async (key) => (await target.present(token(key), {})).kind === 'accepted'
  try {
    if (!(await accepts('enterprise1'))) return 'never accepted'
    authority.state.published = authority.state.published.filter((name) => name !== 'enterprise1')
    let at = 0
    for (const [name, ms] of steps) {
      advance(ms - at)
      at = ms
      await accepts('enterprise2')
      if (!(await accepts('enterprise1'))) return name
    }
    return 'not in 31 d'
  } finally {
    await target.close?.()
    await server.close()
  }
}
