import { describe, expect, it } from 'vitest'
import { type Document, testLake } from '../../test/lake.js'
import { bind, ordinaryDays, owner, signIn, userLoggedIn } from '../../test/records.js'
import { readQuestion } from '../access/question.js'
import { everything } from '../scope.js'
import { readLinks } from './link.js'
import { summariseLinks, whyNotEvaluable } from './summary.js'
import { deriveTokenId } from './token-id.js'

const request = '52d72a62-132b-487b-bb7f-c4c119f90700'
const token = deriveTokenId(request) ?? ''

async function linkOf(read: Document, audit: readonly Document[], signins: readonly Document[] = []) {
  const engine = await testLake([{ name: 'a', tables: { audit: [...audit, read], signin: signins } }])
  const links = await readLinks(engine, await readQuestion(engine, everything))
  const group = links.groups.find((one) => one.evidence.includes(String(read.Id)))
  return { links, state: group?.state, key: group?.key, signIns: group?.signIns }
}

const elsewhere = '203.0.113.66'
const covered = () => ordinaryDays('2026-03-02', 8)

describe('the sign-in behind a read', () => {
  it.each([
    ['native', { UniqueTokenIdentifier: token }],
    ['derived from the request id', { Id: request }],
    [
      'padded, of the other alphabet',
      { UniqueTokenIdentifier: `${token.replaceAll('-', '+').replaceAll('_', '/')}==` },
    ],
    ['as base64 of the text of the request id, as until 2022', { UniqueTokenIdentifier: btoa(request) }],
    ['as the request id', { UniqueTokenIdentifier: request }],
  ])('is found by token id, %s', async (_, more) => {
    const record = signIn('2026-03-05T11:00:00Z', more)
    const found = await linkOf(bind({ at: '2026-03-05T12:00:00', ip: elsewhere, token }), covered(), [record])
    expect(found).toMatchObject({ state: 'linked', key: 'uti', signIns: [record.Id] })
  })

  it('is found in UserLoggedIn records by token id too', async () => {
    const record = userLoggedIn('2026-03-05T11:00:00', owner, { Id: request, IntraSystemId: request })
    const found = await linkOf(bind({ at: '2026-03-05T12:00:00', ip: elsewhere, token }), [
      ...covered(),
      record,
    ])
    expect(found).toMatchObject({ state: 'linked', key: 'uti' })
  })

  it('compares token ids with their case', async () => {
    const found = await linkOf(
      bind({ at: '2026-03-05T12:00:00', ip: elsewhere, token: token.toLowerCase() }),
      covered(),
      [signIn('2026-03-05T11:00:00Z', { UniqueTokenIdentifier: token, IPAddress: '198.51.100.9' })],
    )
    expect(found.state).toBe('none')
  })

  it('is found by session id, however long ago the session began', async () => {
    const found = await linkOf(
      bind({ at: '2026-03-08T12:00:00', ip: elsewhere, session: 'S-1' }),
      covered(),
      [signIn('2026-03-02T08:00:00Z', { SessionId: 's-1' })],
    )
    expect(found).toMatchObject({ state: 'linked', key: 'session' })
  })

  it.each([
    ['the Entra session', 's-entra', 's-local'],
    ['the session of Exchange', 's-other', 's-entra'],
  ])('is found by whichever session id the sign-in has: %s', async (_, AADSessionId, SessionId) => {
    const read = bind({
      at: '2026-03-05T12:00:00',
      ip: elsewhere,
      more: { SessionId, AppAccessContext: { AADSessionId } },
    })
    const found = await linkOf(read, covered(), [signIn('2026-03-05T11:00:00Z', { SessionId: 's-entra' })])
    expect(found).toMatchObject({ state: 'linked', key: 'session' })
  })

  it('is not found by a session id of zeros', async () => {
    const zero = '00000000-0000-0000-0000-000000000000'
    const read = bind({ at: '2026-03-05T12:00:00', ip: elsewhere, session: zero })
    const found = await linkOf(read, covered(), [signIn('2026-03-05T11:00:00Z', { SessionId: zero })])
    expect(found.state).toBe('none')
  })

  it('is found by account and address within 28 hours before, and not after', async () => {
    const at = (hours: number): Document =>
      signIn(new Date(Date.parse('2026-03-05T12:00:00Z') - hours * 3_600_000).toISOString(), {
        IPAddress: elsewhere,
      })
    const read = () => bind({ at: '2026-03-05T12:00:00', ip: elsewhere })
    expect(await linkOf(read(), covered(), [at(27)])).toMatchObject({ state: 'linked', key: 'user-ip' })
    expect((await linkOf(read(), covered(), [at(29)])).state).toBe('none')
    expect((await linkOf(read(), covered(), [at(-2)])).state).toBe('none')
  })

  it('compares IPv6 addresses by their /64', async () => {
    const found = await linkOf(bind({ at: '2026-03-05T12:00:00', ip: '2001:db8:1:2:aaaa::1' }), covered(), [
      signIn('2026-03-05T11:00:00Z', { IPAddress: '2001:db8:1:2:bbbb::9' }),
    ])
    expect(found).toMatchObject({ state: 'linked', key: 'user-ip' })
  })

  it.each([
    ['2001:db8:7::aa', '2001:db8:7:0:1:2:3:4', 'linked'],
    ['2001:db8:7::aa', '2001:db8:7::bb', 'linked'],
    ['2001:db8:7::aa', '2001:db8:8::aa', 'none'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0:1::1', 'linked'],
  ])('reads %s and %s as the addresses they are: %s', async (ip, IPAddress, state) => {
    const found = await linkOf(bind({ at: '2026-03-05T12:00:00', ip }), covered(), [
      signIn('2026-03-05T11:00:00Z', { IPAddress }),
    ])
    expect(found.state).toBe(state)
  })

  it('is carried on by a session whose earlier read had one', async () => {
    const earlier = bind({ at: '2026-03-04T09:30:00', session: 'local-1' })
    const found = await linkOf(bind({ at: '2026-03-07T12:00:00', ip: elsewhere, session: 'local-1' }), [
      ...covered(),
      earlier,
    ])
    expect(found).toMatchObject({ state: 'linked', key: 'session-chain' })
  })

  it('is not another person, even where a token or session id was copied', async () => {
    const found = await linkOf(
      bind({ at: '2026-03-05T12:00:00', ip: elsewhere, token, session: 's-1' }),
      covered(),
      [
        signIn('2026-03-05T11:00:00Z', {
          UniqueTokenIdentifier: token,
          SessionId: 's-1',
          UserPrincipalName: 'someone.else@contoso.example',
        }),
      ],
    )
    expect(found.state).toBe('none')
  })

  it('is not a sign-in that failed', async () => {
    const found = await linkOf(bind({ at: '2026-03-05T12:00:00', ip: elsewhere }), covered(), [
      signIn('2026-03-05T11:00:00Z', { IPAddress: elsewhere, ResultType: '50126' }),
    ])
    expect(found.state).toBe('none')
  })
})

describe('a read without one', () => {
  it('is not evaluable without any sign-in log', async () => {
    const { state, links } = await linkOf(bind({ at: '2026-03-05T12:00:00' }), [])
    expect(state).toBe('not-evaluable')
    expect(whyNotEvaluable(links)).toContain('no sign-ins at hand')
  })

  it('is not evaluable where only interactive sign-ins were exported', async () => {
    const { state, links } = await linkOf(
      bind({ at: '2026-03-05T12:00:00', ip: elsewhere }),
      [],
      [
        signIn('2026-03-03T11:00:00Z', { Kind: 'interactive' }),
        signIn('2026-03-06T11:00:00Z', { Kind: 'interactive' }),
      ],
    )
    expect(state).toBe('not-evaluable')
    expect(whyNotEvaluable(links)).toContain('only interactive')
  })

  it('is not evaluable where the sign-in log begins too late or ends too early', async () => {
    const days = ordinaryDays('2026-03-05', 3)
    expect((await linkOf(bind({ at: '2026-03-05T12:00:00', ip: elsewhere }), days)).state).toBe(
      'not-evaluable',
    )
    expect((await linkOf(bind({ at: '2026-03-09T12:00:00', ip: elsewhere }), days)).state).toBe(
      'not-evaluable',
    )
    expect((await linkOf(bind({ at: '2026-03-07T12:00:00', ip: elsewhere }), days)).state).toBe('none')
  })

  it('is not evaluable in the hours of a day before and after a busy sign-in log was collected', async () => {
    const minutes = Array.from({ length: 1200 }, (_, i) =>
      signIn(new Date(Date.parse('2026-03-04T04:00:00Z') + i * 120_000).toISOString(), {
        UserPrincipalName: `user${i % 9}@contoso.example`,
      }),
    )
    const stateAt = async (at: string) =>
      (await linkOf(bind({ at, ip: elsewhere, user: owner }), [], minutes)).state
    expect(await stateAt('2026-03-05T07:00:00')).toBe('not-evaluable')
    expect(await stateAt('2026-03-05T12:00:00')).toBe('none')
    expect(await stateAt('2026-03-05T22:00:00')).toBe('not-evaluable')
  })

  it('can be judged sooner when its token says when it was issued', async () => {
    const days = ordinaryDays('2026-03-05', 3)
    const read = bind({ at: '2026-03-05T12:00:00', ip: elsewhere, token, issued: '2026-03-05T11:30:00' })
    expect((await linkOf(read, days)).state).toBe('none')
  })

  it('is counted by class of client: service REST never mixes with interactive reads', async () => {
    const rest = bind({ at: '2026-03-06T12:00:00', ip: elsewhere, client: 'Client=REST;Client=RESTSystem;;' })
    const { links } = await linkOf(rest, [...covered(), bind({ at: '2026-03-06T12:00:00', ip: elsewhere })])
    const [interactive, service] = summariseLinks(links)
    expect(interactive).toMatchObject({ records: 9, linked: 8, none: 1 })
    expect(service).toMatchObject({ records: 1, linked: 0, none: 1 })
  })
})
