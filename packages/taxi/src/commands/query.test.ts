import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../command.js'
import { command as hunt } from './hunt.js'
import { command as ingest } from './ingest.js'
import { command as query } from './query.js'

let folder: string
let workspace: string

const record = (id: number, UserId: string, Operation: string) => ({
  CreationTime: `2026-03-0${id}T10:00:00`,
  Id: `aaaaaaaa-0000-4000-8000-00000000000${id}`,
  Operation,
  OrganizationId: '11111111-1111-4111-8111-111111111111',
  RecordType: 50,
  Workload: 'Exchange',
  UserId,
  UserType: 0,
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-query-'))
  workspace = join(folder, 'case')
  const rule = { ...record(3, 'cfo@contoso.example', 'New-InboxRule'), RecordType: 1, ResultStatus: 'True' }
  const records = [
    rule,
    record(1, 'ceo@contoso.example', 'MailItemsAccessed'),
    record(2, 'cfo@contoso.example', 'Send'),
  ]
  await writeFile(join(folder, 'audit.ndjson'), records.map((one) => JSON.stringify(one)).join('\n'))
  await run(ingest, [join(folder, 'audit.ndjson')])
  await mkdir(join(workspace, 'watchlists'))
  await writeFile(
    join(workspace, 'watchlists', 'VIPs.csv'),
    `Mail,"No'te"\nceo@contoso.example,"'; DROP VIEW audit; --"\n`,
  )
  await mkdir(join(folder, 'lists'))
  await writeFile(join(folder, 'lists', 'users.csv'), 'user\ncfo@contoso.example\n')
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(command: Command, args: readonly string[], options: object = {}, json = false) {
  let out = ''
  let err = ''
  const code = await command.run({
    args,
    options: {
      workspace,
      threads: 1,
      memory: 2 ** 28,
      format: 'table',
      limit: 100,
      timeout: 60,
      allowDir: [],
      allowHost: [],
      ...options,
    },
    io: {
      stdout: (text) => {
        out += text
      },
      stderr: (text) => {
        err += text
      },
      stdin: Readable.from([]),
      isTerminal: false,
      json,
      debug: false,
      signal: new AbortController().signal,
    },
  })
  return { code, out, err }
}
const rowsOf = async (kql: string, options: object = {}) => {
  const { out, err } = await run(query, [kql], { format: 'json', ...options })
  return out ? (JSON.parse(out) as unknown) : err
}

describe('taxi query', () => {
  it('says what now() means over old records', async () => {
    const { out, err } = await run(query, [
      'OfficeActivity | where TimeGenerated > ago(1d) | project Operation',
    ])
    expect(out).toContain('New-InboxRule')
    expect(out).not.toContain('MailItemsAccessed')
    expect(err).toContain('now() is 2026-03-03T10:00:01.000Z, just after the newest record')
  })

  it('underlines what it refuses and names the column that may be meant', async () => {
    const { code, out, err } = await run(query, ['OfficeActivity\n| where Opertion == "Send"'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('2:9: ')
    expect(err).toContain('  | where Opertion == "Send"\n          ^^^^^^^^\n')
    expect(err).toContain('did you mean Operation?')
  })

  it('names the table that may be meant', async () => {
    const { err } = await run(query, ['OficeActivity | count'])
    expect(err).toContain('did you mean OfficeActivity?')
  })

  it('says which tables are empty because nothing was ingested for them', async () => {
    const { err } = await run(query, ['SigninLogs | take 1'])
    expect(err).toContain('nothing of this kind was ingested: SigninLogs')
  })

  it('explains: the steps, what is read, and the SQL', async () => {
    const { out } = await run(
      query,
      ['OfficeActivity | where Operation == "Send" | summarize n = count() by UserId'],
      {
        explain: true,
      },
    )
    expect(out).toMatch(/aggregate .* by UserId/)
    expect(out).toMatch(/scan OfficeActivity: .*UserId/)
    expect(out).toContain('SELECT')
    expect(out).not.toContain('Folders')
  })

  it('stops at its limit and says so', async () => {
    const { out, err } = await run(query, ['OfficeActivity | project UserId'], { limit: 1, format: 'ndjson' })
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toContain('only the first 1 rows')
  })

  it('reads a watchlist of the workspace, whatever its cells and names say', async () => {
    expect(
      await rowsOf(
        `OfficeActivity | where UserId in ((_GetWatchlist("VIPs") | project SearchKey)) | project UserId`,
      ),
    ).toEqual([{ UserId: 'ceo@contoso.example' }])
    expect(await rowsOf(`_GetWatchlist('vips')`)).toEqual([
      { Mail: 'ceo@contoso.example', "No'te": "'; DROP VIEW audit; --", SearchKey: 'ceo@contoso.example' },
    ])
  })

  it('reads a local file with externaldata only where its folder is allowed', async () => {
    const kql =
      'OfficeActivity | where UserId in ((externaldata(user:string)["users.csv"] with (ignoreFirstRecord=true))) | distinct UserId'
    expect(await rowsOf(kql)).toContain('--allow-dir DIR')
    expect(await rowsOf(kql, { allowDir: [join(folder, 'lists')] })).toEqual([
      { UserId: 'cfo@contoso.example' },
    ])
    const out = 'externaldata(x:string)["../audit.ndjson"] with (format="txt")'
    expect(await rowsOf(out, { allowDir: [join(folder, 'lists')] })).toContain('KQL305')
  })

  it('does not fetch, and says how it could', async () => {
    const said = await rowsOf('externaldata(x:string)["https://lists.example/x.csv"]')
    expect(said).toContain('KQL304')
    expect(said).toContain('--allow-host lists.example')
  })

  it('answers ASIM by its documented names and parameters, over what was ingested', async () => {
    const kql =
      '_Im_AuditEvent(operation_has_any=dynamic(["InboxRule"])) | project ActorUsername, EventType, EventResult'
    expect(await rowsOf(kql)).toEqual([
      { ActorUsername: 'cfo@contoso.example', EventType: 'Create', EventResult: 'Success' },
    ])
    const { err } = await run(query, ['imAuthentication(eventresult="Failure")'])
    expect(err).toContain('nothing of this kind was ingested: SigninLogs')
    expect(await rowsOf('imAuthentication\n| where EventReslt == "x"')).toContain('2:9: ')
    expect(await rowsOf('_Im_AlertEvent | count')).toContain('KQL302')
  })

  it("answers ASIM over rows of Sentinel's own tables, and over SharePoint's files", async () => {
    const lookup = (DnsQuery: string, DnsResponseName: string, EventType = 'Query') => ({
      Type: 'ASimDnsActivityLogs',
      TimeGenerated: '2026-03-01T10:00:00Z',
      EventType,
      DnsQuery,
      DnsResponseName,
      SrcIpAddr: '10.0.0.1',
    })
    const rows = [
      lookup('login.evil.example', '203.0.113.7'),
      lookup('contoso.example', '198.51.100.7'),
      lookup('evil.example', '203.0.113.7', 'Info'),
    ]
    await writeFile(join(folder, 'dns.json'), JSON.stringify(rows))
    const file = {
      ...record(4, 'cfo@contoso.example', 'FileMoved'),
      RecordType: 6,
      Workload: 'SharePoint',
      ClientIP: '203.0.113.9',
      SiteUrl: 'https://contoso.example/sites/a/',
      ObjectId: 'https://contoso.example/sites/a/in/pay.xlsx',
      SourceFileName: 'pay.xlsx',
      DestinationRelativeUrl: 'out',
      DestinationFileName: 'pay2.xlsx',
    }
    await writeFile(join(folder, 'files.ndjson'), JSON.stringify(file))
    const asim = join(folder, 'asim')
    await run(ingest, [join(folder, 'dns.json'), join(folder, 'files.ndjson')], { workspace: asim })
    const asked = (kql: string) => rowsOf(kql, { workspace: asim })
    const found = [{ Domain: 'login.evil.example', IpAddr: '10.0.0.1' }]
    for (const filter of ['domain_has_any=dynamic(["evil.example"])', 'response_has_ipv4="203.0.113.7"'])
      expect(await asked(`_Im_Dns(${filter}) | project Domain, IpAddr`)).toEqual(found)
    expect(
      await asked('imDns(response_has_any_prefix=dynamic(["203.0.113."])) | project Domain, IpAddr'),
    ).toEqual(found)
    expect(await asked('_Im_Dns(eventtype="*") | count')).toEqual([{ Count: 3 }])
    expect(
      await asked(
        'imFileEvent(srcipaddr_has_any_prefix=dynamic(["203.0.113."])) | project EventType, User, SrcFilePath, FilePath',
      ),
    ).toEqual([
      {
        EventType: 'FileMoved',
        User: 'cfo@contoso.example',
        SrcFilePath: 'https://contoso.example/sites/a/in/pay.xlsx',
        FilePath: 'https://contoso.example/sites/a/out/pay2.xlsx',
      },
    ])
    expect(await asked('_Im_FileEvent(targetfilepath_has_any=dynamic(["nowhere"])) | count')).toEqual([
      { Count: 0 },
    ])
  })

  it('prints one error object for machines, however much is wrong', async () => {
    const { code, err } = await run(query, ['OfficeActivity | where Nope == 1\n| project Never'], {}, true)
    expect(code).toBe(1)
    const said = JSON.parse(err) as Record<string, unknown>
    expect(said).toMatchObject({ code: 'KQL202', line: 1, more: [{ code: 'KQL202', line: 2 }] })
  })

  it('says that it knows no places rather than let a country be empty in silence', async () => {
    const { err } = await run(query, ['print geo_info_from_ip_address("203.0.113.5")'])
    expect(err).toContain('--geo FILE')
  })
})

describe('taxi hunt', () => {
  it('tells hits, empties, refusals and why, one object each', async () => {
    const hunts = [
      { id: 'hit', query: 'OfficeActivity | where Operation == "Send"' },
      { id: 'none', query: 'SigninLogs | where ResultType == 0' },
      { id: 'typo', query: 'OfficeActivity | where Opertion == "Send"' },
      { id: 'net', query: 'externaldata(x:string)["https://lists.example/x.csv"]' },
      { id: 'empty', query: '// nothing here' },
    ]
    await writeFile(join(folder, 'hunts.jsonl'), hunts.map((one) => JSON.stringify(one)).join('\n'))
    const { code, out } = await run(hunt, [join(folder, 'hunts.jsonl')], {}, true)
    expect(code).toBe(2)
    const said = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(
      said.map(({ id, status, rows, code, emptyTables }) => ({ id, status, rows, code, emptyTables })),
    ).toEqual([
      { id: 'hit', status: 'hits', rows: 1 },
      { id: 'none', status: 'empty', rows: 0, emptyTables: ['SigninLogs'] },
      { id: 'typo', status: 'refused', rows: 0, code: 'KQL202' },
      { id: 'net', status: 'refused', rows: 0, code: 'KQL304' },
      { id: 'empty', status: 'refused', rows: 0, code: 'KQL101' },
    ])
    expect(said[2]).toMatchObject({ position: { line: 1, column: 24 }, hint: 'did you mean Operation?' })
    expect(said.every(({ ms }) => typeof ms === 'number')).toBe(true)
  })

  it('reads Sentinel YAML, .kql and Markdown of a folder', async () => {
    await mkdir(join(folder, 'pages', 'deep'), { recursive: true })
    await writeFile(
      join(folder, 'pages', 'a.yaml'),
      'id: x\nname: y\nquery: |\n  OfficeActivity\n  | count\n',
    )
    await writeFile(join(folder, 'pages', 'deep', 'b.kql'), 'OfficeActivity | where Operation == "Nope"')
    await writeFile(
      join(folder, 'pages', 'c.md'),
      '# Page\n```kql\nOfficeActivity | take 1\n```\n```js\nlet x = 1\n```\n',
    )
    await writeFile(join(folder, 'pages', 'notes.txt'), 'no hunt')
    const { out } = await run(hunt, [join(folder, 'pages')])
    expect(out).toMatch(/^a +hits/m)
    expect(out).toMatch(/^b +empty/m)
    expect(out).toMatch(/^c#1 +hits/m)
    expect(out).toContain('3 hunts: 2 with hits, 1 empty, 0 refused, 0 failed')
  })
})
