import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { querySchema } from '../../packages/core/dist/query/index.js'
import { compile } from '../../packages/kql/dist/index.js'
import { cpuMs } from './cpu.js'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Published queries where they lie beside the project, else the queries of our own rules. */
function corpus() {
  const published = here('../../../shared/kql/published-queries.jsonl')
  if (existsSync(published)) {
    const lines = readFileSync(published, 'utf8').split('\n').filter(Boolean)
    return { name: 'published queries', texts: lines.map((line) => JSON.parse(line).query) }
  }
  const folder = here('../../content/rules')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const query = file.endsWith('.yaml') ? parse(readFileSync(`${folder}/${file}`, 'utf8')).query : undefined
    return typeof query === 'string' ? [query] : []
  })
  return { name: 'rules', texts }
}

const at = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]

/**
 * Compiling whole queries, warm, beside Microsoft's parser alone, and its parser and binder alone with every known
 * table, query by query in turns. Processor time. `every` takes each nth query.
 */
export async function benchCompile({ every = 4 } = {}) {
  const { name, texts } = corpus()
  const sample = texts.filter((_, i) => i % every === 0)
  const alone = fork(here('./parser-alone.js'))
  await once(alone, 'message')
  const askAlone = async (text) => {
    alone.send(text)
    return (await once(alone, 'message'))[0]
  }
  const options = { ...querySchema, now: new Date('2026-02-04T00:00:00Z') }
  for (const text of sample.slice(0, 100)) {
    await compile(text, options)
    await askAlone(text)
  }
  const rows = []
  for (const text of sample)
    rows.push({ ours: await cpuMs(() => compile(text, options)), ...(await askAlone(text)) })
  alone.disconnect()
  const shown = (kind) =>
    `p50 ${at(
      rows.map((r) => r[kind]),
      0.5,
    ).toFixed(1)} ms, p95 ${at(
      rows.map((r) => r[kind]),
      0.95,
    ).toFixed(1)} ms`
  const ratio = at(
    rows.map((row) => row.ours / row.bind),
    0.5,
  )
  process.stdout.write(
    `compile, ${rows.length} ${name}, processor time, warm\n` +
      `  whole compiler                    ${shown('ours')}\n` +
      `  Microsoft's parser alone          ${shown('parse')}\n` +
      `  Microsoft's parser and binder     ${shown('bind')}\n` +
      `  ratio to parser and binder        median ${ratio.toFixed(2)}\n`,
  )
}
