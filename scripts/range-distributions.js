// Sets the simulator's mail-read records beside a real tenant's, and writes the table into docs/range.md.
// node scripts/range-distributions.js            prints the table
// node scripts/range-distributions.js --write    puts it into docs/range.md
// Needs `npm run build`; the real sample is read from ../shared where that folder exists.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { simulate } from '../packages/range/dist/index.js'
import { readExport } from '../packages/records/dist/index.js'

const sample = new URL('../../shared/data/invictus/auditrecords.csv.gz', import.meta.url)
const page = new URL('../docs/range.md', import.meta.url)
const options = { mailboxes: 100, days: 28, seed: 'distributions' }

const families = [
  ['RESTSystem', /RESTSystem/],
  ['OWA', /^Client=OWA/],
  ['MSExchangeRPC', /^Client=MSExchangeRPC/],
  ['REST', /^Client=REST/],
  ['OutlookService', /^Client=OutlookService/],
  ['WebServices', /^Client=WebServices/],
  ['ActiveSync', /^Client=ActiveSync/],
  ['POP3/IMAP4', /^Client=POP3/],
]

const familyOf = (text) => families.find(([, pattern]) => pattern.test(text ?? ''))?.[0] ?? 'other'

async function realRecords() {
  const bytes = new Uint8Array(gunzipSync(readFileSync(sample)))
  const reading = await readExport(new Blob([bytes]).stream())
  const records = []
  for await (const batch of reading.reads)
    for (const read of batch) if (read.record) records.push(JSON.parse(read.record.doc ?? read.record.raw))
  return records
}

function* simulatedRecords() {
  for (const { kind, build } of simulate(options).happenings()) if (kind === 'audit') yield build()
}

function measure(records) {
  const reads = new Map()
  let all = 0
  const ids = new Set()
  for (const record of records) {
    if (ids.has(record.Id)) continue
    ids.add(record.Id)
    all++
    if (record.Operation === 'MailItemsAccessed') reads.set(record.Id, record)
  }
  const list = [...reads.values()]
  const binds = list.filter((r) => r.RecordType === 50)
  const share = (of) => `${((100 * list.filter(of).length) / list.length).toFixed(1)} %`
  const counts = binds.map((r) => r.OperationCount)
  const bytes = list.map((r) => JSON.stringify(r).length)
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0)
  return {
    'audit records': all,
    'of them MailItemsAccessed': `${((100 * list.length) / all).toFixed(1)} %`,
    Bind: share((r) => r.RecordType === 50),
    'Sync (RecordType 2)': share((r) => r.RecordType === 2),
    'OperationCount, mean': (sum(counts) / counts.length).toFixed(2),
    'OperationCount, median': [...counts].sort((a, b) => a - b)[counts.length >> 1],
    'OperationCount, maximum': Math.max(...counts),
    'with SessionId': share((r) => r.SessionId),
    'with a token id': share((r) => r.AppAccessContext?.UniqueTokenId),
    'without AppId': share((r) => !r.AppId),
    'UserType 5 or 6': share((r) => r.UserType >= 5),
    'bytes a record, mean': Math.round(sum(bytes) / bytes.length),
    ...Object.fromEntries(
      [...families.map(([name]) => name), 'other'].map((name) => [
        `client ${name}`,
        share((r) => familyOf(r.ClientInfoString) === name),
      ]),
    ),
  }
}

const simulated = measure(simulatedRecords())
const real = existsSync(sample) ? measure(await realRecords()) : undefined
const rows = Object.keys(simulated).map(
  (key) => `| ${key} | ${real?.[key] ?? 'not here'} | ${simulated[key]} |`,
)
const table = ['| | real sample | simulated |', '|---|---:|---:|', ...rows].join('\n')

if (!process.argv.includes('--write')) console.log(table)
else if (!real) console.error('the real sample is not here; docs/range.md is left as it is')
else {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split('<!-- distributions -->\n')
  const after = rest.slice(rest.indexOf('<!-- end -->'))
  writeFileSync(page, `${before}<!-- distributions -->\n${table}\n${after}`)
}
