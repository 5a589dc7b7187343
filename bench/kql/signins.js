import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** Sign-ins of the people of a generated tenant, as rows of Sentinel's two user sign-in tables, one a line. */

function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
]
const countries = ['DE', 'DE', 'DE', 'FR', 'US', 'NL']

export async function writeSignins(path, tenant, count, { seed = 7 } = {}) {
  const next = random(seed)
  const below = (n) => Math.floor(next() * n)
  const pick = (list) => list[below(list.length)]
  const hex = (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  const guid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  const out = createWriteStream(path, { highWaterMark: 1 << 22 })
  const start = Date.UTC(2026, 0, 5)
  for (let i = 0; i < count; i++) {
    const person = tenant.people[Math.floor(next() ** 2 * tenant.people.length)]
    const interactive = below(3) === 0
    const time = new Date(start + Math.floor((i * 2_592_000_000) / count)).toISOString()
    const failed = below(15) === 0
    const row = {
      Type: interactive ? 'SigninLogs' : 'AADNonInteractiveUserSignInLogs',
      Id: guid(),
      TimeGenerated: time,
      CreatedDateTime: time,
      UserPrincipalName: person.upn,
      UserId: person.oid,
      AppId: person.client[1],
      AppDisplayName: `App ${person.client[1].slice(0, 4)}`,
      IPAddress: pick(person.addresses).replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'),
      ResultType: failed ? '50126' : '0',
      ClientAppUsed: 'Browser',
      UserAgent: pick(agents),
      CorrelationId: guid(),
      UniqueTokenIdentifier: hex(22),
      ResourceTenantId: tenant.organization,
      AADTenantId: tenant.organization,
      ConditionalAccessStatus: 'success',
      RiskLevelDuringSignIn: below(50) ? 'none' : 'medium',
      Location: pick(countries),
      DeviceDetail: {
        deviceId: guid(),
        operatingSystem: 'Windows10',
        browser: 'Chrome 126',
        isManaged: true,
      },
      LocationDetails: { city: 'Bonn', countryOrRegion: pick(countries) },
      Status: { errorCode: failed ? 50126 : 0 },
    }
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
