import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer, Report } from '@bigyellowtaxi/core'
import { ledgerCsv } from './ledger-csv.js'
import { manifestOf } from './manifest.js'
import { reportPage } from './page.js'
import type { AskedQuery } from './recording-engine.js'

export interface WrittenReport {
  readonly folder: string
  readonly report: string
}

async function writeStream(path: string, lines: Iterable<string>): Promise<string> {
  const hash = createHash('sha256')
  const noted = function* () {
    for (const line of lines) {
      hash.update(line)
      yield line
    }
  }
  await pipeline(Readable.from(noted()), createWriteStream(path))
  return hash.digest('hex')
}

async function writeText(path: string, text: string): Promise<string> {
  await writeFile(path, text)
  return createHash('sha256').update(text).digest('hex')
}

/** report.html, report.json, ledger.csv, and manifest.json over them. */
export async function writeReport(
  folder: string,
  parts: {
    readonly report: Report
    readonly answer: Answer
    readonly queries: readonly AskedQuery[]
    readonly zone: string
  },
): Promise<WrittenReport> {
  await mkdir(folder, { recursive: true })
  const outputs = [
    { file: 'ledger.csv', sha256: await writeStream(join(folder, 'ledger.csv'), ledgerCsv(parts.answer)) },
    {
      file: 'report.html',
      sha256: await writeText(join(folder, 'report.html'), reportPage(parts.report, parts.zone)),
    },
    {
      file: 'report.json',
      sha256: await writeText(join(folder, 'report.json'), `${JSON.stringify(parts.report, null, 1)}\n`),
    },
  ]
  const manifest = manifestOf(parts.report, parts.queries, outputs)
  await writeText(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  return { folder, report: join(folder, 'report.html') }
}
