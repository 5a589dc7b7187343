import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { quotedName, quotedText, type Watchlist } from '@bigyellowtaxi/core/query'

/** Watchlists, and the views an engine needs for them. */
export interface Watchlists {
  readonly lists: readonly Watchlist[]
  readonly views: readonly string[]
}

/** CSV files under `watchlists/` of the workspace are what `_GetWatchlist('name')` answers with. */
export async function readWatchlists(workspace: string): Promise<Watchlists> {
  const folder = join(workspace, 'watchlists')
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.csv$/i.test(name)).sort()
  const lists: Watchlist[] = []
  const views: string[] = []
  for (const [i, file] of names.entries()) {
    const { columns, rows } = await csvOf(await readFile(join(folder, file), 'utf8'))
    if (columns.length === 0) continue
    const relation = `watchlist_${i}`
    lists.push({
      name: basename(file).replace(/\.csv$/i, ''),
      relation,
      columns: [...columns, ...(columns.includes('SearchKey') ? [] : ['SearchKey'])],
    })
    views.push(viewOf(relation, columns, rows))
  }
  return { lists, views }
}

async function csvOf(text: string): Promise<{
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}> {
  const { defaultLimits, scanCsv } = await import('@bigyellowtaxi/records')
  const scanner = scanCsv(',', defaultLimits)
  const scanned = [...scanner.push(text.replace(/^\uFEFF/, '')), ...scanner.end()].flatMap((item) =>
    'row' in item ? [item.row.cells] : [],
  )
  const [columns = [], ...rows] = scanned
  return { columns, rows }
}

/** The list as a view over its own text: cells enter as one JSON literal, so that none of them is SQL. */
function viewOf(relation: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = JSON.stringify(rows.map((row) => columns.map((_, i) => row[i] ?? '')))
  const select = columns.map((column, i) => `cells[${i + 1}] AS ${quotedName(column)}`)
  const key = columns.includes('SearchKey') ? [] : ['cells[1] AS "SearchKey"']
  return `CREATE OR REPLACE VIEW ${quotedName(relation)} AS SELECT ${[...select, ...key].join(', ')} FROM (SELECT unnest(from_json(${quotedText(cells)}, '[["VARCHAR"]]')) AS cells)`
}
