/** Whatever stands in a name or a literal stays a name or a literal. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TableSource } from '../src/index.js'
import { openEngine } from './engine/duckdb.js'

const hostile = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    `'; DROP TABLE kept; --`,
    `"; DROP TABLE kept; --`,
    `x" FROM kept; --`,
    `') UNION SELECT secret FROM kept --`,
    `a"b'c\\d`,
    `$1`,
    '$' + '{1}',
    `/* */`,
    'ſ\u0000x',
    `'||(SELECT secret FROM kept)||'`,
  ),
)

/** A KQL string literal of any text: what is not plain is escaped. */
const quoted = (text: string): string =>
  `"${[...Array(text.length).keys()]
    .map((i) => {
      const code = text.charCodeAt(i)
      const plain = code >= 0x20 && code < 0x7f && text[i] !== '"' && text[i] !== '\\'
      return plain ? text[i] : `\\u${code.toString(16).padStart(4, '0')}`
    })
    .join('')}"`

/** Names that the parser, which keeps names as members of JavaScript's objects, refuses (docs/kql-differences.md). */
const unknownToParser = new Set(['__proto__', 'hasOwnProperty'])

/** Names that the queries below give themselves. */
const taken = new Set(['T x', 'k', 'n', 'z', 's', 'd', 'Src', 'Renamed', 'all'])

/** Text that can stand in a bracketed name. */
const name = hostile
  .map((text) => [...text].map((c) => (c < ' ' || `'"[]\\\u0085\u2028\u2029`.includes(c) ? '_' : c)).join(''))
  .filter((text) => text.trim() !== '' && !unknownToParser.has(text) && !taken.has(text))
const bracketed = (text: string): string => `['${text}']`

let engine: Awaited<ReturnType<typeof openEngine>>
beforeAll(async () => {
  engine = await openEngine()
  await engine.run(`CREATE TABLE kept AS SELECT 'top' AS secret`)
})
afterAll(() => engine.close())

const options = (tables: readonly TableSource[] = []) => ({
  tables,
  document: { columns: ['raw'] },
  now: new Date(0),
})

async function rowsOf(kql: string, tables?: readonly TableSource[]) {
  const outcome = await engine.answer(kql, options(tables))
  if (!outcome.ok) throw new Error(`${kql}: ${JSON.stringify(outcome.errors)}`)
  return outcome.answer.rows
}

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '?')

describe('untrusted text', () => {
  it('comes back from a string literal as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(hostile.map(wellFormed), async (text) => {
        expect((await rowsOf(`print x = ${quoted(text)}`))[0]?.x).toBe(text)
      }),
      { numRuns: 150 },
    )
  })

  it('comes back from a datatable, a let and a comparison as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(hostile.map(wellFormed), async (text) => {
        const query = `let v = ${quoted(text)}; datatable(s:string)[${quoted(text)}, "other"] | where s == v | summarize n = count(), s = take_any(s)`
        expect(await rowsOf(query)).toEqual([{ n: 1, s: text }])
      }),
      { numRuns: 100 },
    )
  })

  it('is only a name where a name stands: columns, lets', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const [column, other] = [bracketed(text), bracketed(`${text}2`)]
        const rows = await rowsOf(
          `let ${column} = 5; print ${column} = ${column} | extend ${other} = ${column} + 1 | project ${column}, ${other}`,
        )
        expect(Object.values(rows[0] ?? {})).toEqual([5, 6])
      }),
      { numRuns: 150 },
    )
  })

  it('is only a name where the caller says tables, columns and values', async () => {
    await engine.run(`CREATE TABLE "a""b'; DROP TABLE kept; --" AS SELECT 'v' AS "c""; DROP TABLE kept; --"`)
    const hostileName = `o'"; DROP TABLE kept; --`
    const table: TableSource = {
      name: 'T',
      columns: [
        { name: 'x', type: 'string' },
        { name: hostileName, type: 'string' },
      ],
      rows: [
        {
          relation: `a"b'; DROP TABLE kept; --`,
          columns: {
            x: { column: 'c"; DROP TABLE kept; --' },
            [hostileName]: { constant: `'); DROP TABLE kept; --` },
          },
        },
      ],
    }
    expect(await rowsOf('T', [table])).toEqual([{ x: 'v', [hostileName]: `'); DROP TABLE kept; --` }])
  })

  it('is only a name where the data says it: columns of pivot and bag_unpack', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const value = quoted(text)
        const pivoted = await rowsOf(`print k = ${value}, n = 1 | evaluate pivot(k, sum(n))`)
        expect(Object.entries(pivoted[0] ?? {})).toEqual([[text, 1]])
        const unpacked = await rowsOf(`print d = bag_pack(${value}, "v") | evaluate bag_unpack(d)`)
        expect(Object.entries(unpacked[0] ?? {})).toEqual([[text, 'v']])
      }),
      { numRuns: 40 },
    )
  })

  it('is only a name to joins, groups, unions, expansions and packing', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const column = bracketed(text)
        const rows = await rowsOf(
          `let ['T x'] = print ${column} = dynamic(["a"]), k = 1;
          ['T x'] | mv-expand ${column} to typeof(string)
          | join kind=inner (print k = 1, z = 2) on k
          | summarize n = count() by ${column}
          | union withsource = Src (print ${column} = "b", n = 0)
          | where ${column} == "a" | project-rename Renamed = ${column} | project-rename ${column} = Renamed
          | project ${column}, n, all = pack_all()`,
        )
        expect(rows).toHaveLength(1)
        expect(Object.entries(rows[0] ?? {}).slice(0, 2)).toEqual([
          [text, 'a'],
          ['n', 1],
        ])
        expect(rows[0]?.all).toMatchObject({ [text]: 'a' })
      }),
      { numRuns: 40 },
    )
  })

  it('is only a name and a path to watchlists and files', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile.map(wellFormed).filter((text) => text !== '' && !text.includes('\0')),
        async (text) => {
          const asked: string[] = []
          const compiled = await engine.compile(
            `_GetWatchlist(${quoted(text)}) | union (externaldata(x:string)[${quoted(text)}])`,
            {
              ...options(),
              watchlist: (name) => {
                asked.push(name)
                return undefined
              },
              file: (uri) => {
                asked.push(uri)
                return `/nowhere/${text}.csv`
              },
            },
          )
          expect(asked).toEqual([text, text])
          // The path is one literal of the statement, its quotes doubled.
          expect(compiled.ok && compiled.sql).toContain(`'/nowhere/${text.replaceAll("'", "''")}.csv'`)
        },
      ),
      { numRuns: 60 },
    )
  })

  /** Where a text may stand that becomes part of a pattern, a path or a list of the engine's; each gives `true`. */
  const places: Readonly<Record<string, (text: string) => string>> = {
    'a key of a bag': (q) => `bag_pack(${q}, 1)[${q}] == 1`,
    'a key that is looked for': (q) => `bag_has_key(bag_pack(${q}, 1), ${q})`,
    'a key that is set': (q) => `toint(bag_set_key(dynamic({}), "k", ${q}) .k == ${q}) == 1`,
    'JSON in JSON': (q) => `tostring(parse_json(tostring(bag_pack("k", ${q}))).k) == ${q}`,
    'a member of a list': (q) => `${q} in (dynamic(["other"]), ${q})`,
    'a list of any length': (q) => `set_has_element(pack_array("other", ${q}), ${q})`,
    'a plain search': (q) => `strcat("a", ${q}, "b") contains_cs ${q}`,
    'a plain replacement': (q) => `replace_string(strcat("a", ${q}), strcat("a", ${q}), ${q}) == ${q}`,
    'a needle that is counted': (q) => `countof(strcat("|", ${q}, "|"), strcat("|", ${q}, "|")) == 1`,
    'a delimiter': (q) => `tostring(split(strcat("a|", ${q}, "|b"), strcat("|", ${q}, "|"))[1]) == "b"`,
    alternatives: (q) => `case(${q} == "never so", "x", ${q}) == ${q}`,
    'a hash': (q) => `hash_sha256(${q}) == hash_sha256(strcat(${q}, ""))`,
    base64: (q) => `base64_decode_tostring(base64_encode_tostring(${q})) == ${q}`,
  }
  it.each(Object.entries(places))('is only text as %s', async (_place, said) => {
    const plain = hostile.map(wellFormed).filter((text) => text !== '' && !text.includes('\0'))
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        expect(await rowsOf(`print x = ${said(quoted(text))}`)).toEqual([{ x: true }])
      }),
      { numRuns: 25 },
    )
  })

  it('is only text to search, parse, column_ifexists and a parameter', async () => {
    const plain = name.filter((text) => !/[*]/.test(text))
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        const q = quoted(text)
        const outcome = await engine.answer(
          `declare query_parameters(p:string); datatable(s:string, n:string)[${q}, ""]
          | where * contains ${q} and s == p | extend n = column_ifexists(${q}, s)
          | parse strcat("<", ${q}, ">end") with "<" inside ">end"
          | project same = inside == s and n == s`,
          { ...options(), parameters: { p: text } },
        )
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
        // A text with the delimiter in it is cut there; that much it may do.
        if (!text.includes('>end')) expect(outcome.answer.rows).toEqual([{ same: true }])
      }),
      { numRuns: 30 },
    )
  })

  it('never reached the table that was there before', async () => {
    await expect(engine.run('SELECT secret FROM kept')).resolves.toBeDefined()
  })
})

describe("the engine's own powers", () => {
  const reaching = [
    "read_csv('/etc/passwd')",
    "read_text('/etc/passwd')",
    "read_blob('/etc/passwd')",
    "read_json('https://example.org/x')",
    "read_parquet('x.parquet')",
    "glob('/*')",
    "getenv('HOME')",
    'duckdb_settings()',
    'pragma_version()',
    "sniff_csv('/etc/passwd')",
    "query('SELECT secret FROM kept')",
    "query_table('kept')",
  ]
  it.each(reaching)('%s is no function of KQL, as a table, a value or a condition', async (call) => {
    for (const kql of [
      call,
      `print x = ${call}`,
      `print y = 1 | where ${call} == 1`,
      `print y = "a" | where y in (${call})`,
    ]) {
      const outcome = await engine.answer(kql, options())
      expect(outcome.ok).toBe(false)
    }
  })

  const writing = [
    '.drop table kept',
    '.set-or-replace kept <| print 1',
    '.create table x (a:string)',
    'kept; DROP TABLE kept',
    'COPY kept TO "x"',
    'ATTACH "x"',
    'INSTALL httpfs',
    'print 1; .show tables',
    'external_table("kept")',
    'database("main").kept',
    'table("kept")',
    'kept',
  ]
  it.each(writing)('%s is refused', async (kql) => {
    expect((await engine.answer(kql, options())).ok).toBe(false)
  })
})
