import type { ControlCase } from '../case.js'
import { delegated } from '../shapes.js'

const minute = 60_000

/** Lawful courses of events: keys come and go, the endpoint fails for a while, sessions go on. */
export const rotationControls: readonly ControlCase[] = [
  {
    id: 'PC-31',
    title: 'a key rotated in is picked up',
    profile: 'workforce',
    needs: ['fresh-target', 'clock'],
    async play(stage) {
      await stage.probe(stage.forge().sign({ claims: delegated(stage.forge()) }))
      stage.authority.state.published = ['rotatedIn', ...stage.authority.state.published]
      stage.advance(10 * minute)
      const forge = stage.forge()
      await stage.present(
        'signed with the new key',
        forge.sign({ key: 'rotatedIn', claims: delegated(forge) }),
      )
    },
  },
  {
    id: 'PC-32',
    title: 'the key that stays is accepted after the other has gone',
    profile: 'workforce',
    needs: ['fresh-target', 'clock'],
    async play(stage) {
      await stage.probe(stage.forge().sign({ claims: delegated(stage.forge()) }))
      const { state } = stage.authority
      state.published = state.published.filter((name) => name !== 'enterprise1')
      stage.advance(15 * minute)
      const forge = stage.forge()
      await stage.present(
        'signed with the key that stays',
        forge.sign({ key: 'enterprise2', claims: delegated(forge) }),
      )
    },
  },
  {
    id: 'PC-33',
    title: 'a minute without the key endpoint goes unnoticed',
    profile: 'workforce',
    needs: ['fresh-target', 'clock'],
    async play(stage) {
      await stage.probe(stage.forge().sign({ claims: delegated(stage.forge()) }))
      stage.authority.state.fault = 'down'
      stage.advance(minute)
      await stage.present('during the outage', stage.forge().sign({ claims: delegated(stage.forge()) }))
    },
  },
  {
    id: 'PC-34',
    title: 'a session renewed within its bounds, with the same claims',
    profile: 'workforce',
    async play(stage) {
      const service = await stage.renewal()
      const forge = stage.forge()
      const session = await service.signIn(forge.sign({ claims: delegated(forge) }))
      const handle = session.kind === 'session' ? session.handle : ''
      const renewed = await service.renew({ grant: { kind: 'refresh', handle } })
      if (renewed.kind === 'issued') await stage.present('the renewed token', renewed.token)
      else stage.record({ variant: 'renewal', outcome: 'refused', why: renewed.rule })
    },
  },
]
