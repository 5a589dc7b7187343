import { describe, expect, it } from 'vitest'
import type { Engine } from './engine.js'

/** What every engine must do, whichever it is. An engine's own test calls this with a way to open one. */
export function engineContract(label: string, open: () => Promise<Engine>): void {
  const ask = async (sql: string, parameters: (string | number | bigint | boolean | null)[] = []) => {
    const engine = await open()
    try {
      return await engine.query(sql, { parameters })
    } finally {
      await engine.close()
    }
  }
  const value = async (sql: string) => (await ask(`SELECT ${sql} AS v`)).rows[0]?.v

  describe(`${label}: values are plain`, () => {
    it.each([
      ['TIMESTAMP', "TIMESTAMP '2024-02-01 16:07:34'", '2024-02-01T16:07:34Z'],
      ['microseconds', "TIMESTAMP '2024-02-01 16:07:34.120005'", '2024-02-01T16:07:34.120005Z'],
      ['before 1970', "TIMESTAMP '0001-01-01 00:00:00.5'", '0001-01-01T00:00:00.5Z'],
      ['ticks', "TIMESTAMP_NS '2024-02-29 23:59:59.123456789'", '2024-02-29T23:59:59.1234567Z'],
      ['a time with zone', "TIMESTAMPTZ '2024-02-01 16:07:34+02:00'", '2024-02-01T14:07:34Z'],
      ['a small long', '42::BIGINT', 42],
      ['a long beyond 2^53', '9007199254740993::BIGINT', 9007199254740993n],
      ['a decimal', '1.25::DECIMAL(10, 2)', 1.25],
      ['a flag', 'true', true],
      ['nothing', 'NULL', null],
      ['a list with a hole', "['a', NULL]", ['a', null]],
      [
        'a struct',
        "{'a': 1, 'b': {'c': TIMESTAMP '2024-01-01'}}",
        { a: 1, b: { c: '2024-01-01T00:00:00Z' } },
      ],
      ['a map', "MAP {'MailAccessType': 'Bind'}", { MailAccessType: 'Bind' }],
      ['JSON text', `'{"a":1}'::JSON`, '{"a":1}'],
      ['a uuid', "'6f0b6b0e-0000-4000-8000-000000000000'::UUID", '6f0b6b0e-0000-4000-8000-000000000000'],
    ])('%s', async (_, sql, expected) => {
      expect(await value(sql)).toEqual(expected)
    })

    it('a map key called __proto__ is only a key', async () => {
      const row = (await ask(`SELECT MAP {'__proto__': 'x'} AS v`)).rows[0]
      expect(Object.entries(row?.v as object)).toEqual([['__proto__', 'x']])
    })

    it('two columns of one name both arrive', async () => {
      const { columns, rows } = await ask('SELECT 1 AS a, 2 AS a')
      expect(columns).toHaveLength(2)
      expect(Object.values(rows[0] ?? {})).toEqual([1, 2])
    })
  })

  describe(`${label}: statements`, () => {
    it('parameters are values, never text of the statement', async () => {
      const evil = "x' OR 1=1 --"
      const { rows } = await ask('SELECT $1 AS text, $2 + 1 AS n, $3 AS flag, $4 AS nothing', [
        evil,
        9007199254740993n,
        true,
        null,
      ])
      expect(rows).toEqual([{ text: evil, n: 9007199254740994n, flag: true, nothing: null }])
    })

    it('LIMIT takes a parameter', async () => {
      expect((await ask('SELECT range FROM range(10) LIMIT $1', [3])).rows).toHaveLength(3)
    })

    it('columns are known when there is no row', async () => {
      expect((await ask('SELECT 1 AS a WHERE false')).columns).toEqual([{ name: 'a', type: 'INTEGER' }])
    })

    it.each([
      "COPY (SELECT 1) TO '/tmp/never.parquet'",
      "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/never.parquet'",
      'CREATE TABLE t (a INT)',
      'SET threads = 1',
      'SELECT 1; SELECT 2',
      'INSERT INTO t VALUES (1)',
      '',
    ])('refuses what does not only read: %s', async (sql) => {
      await expect(ask(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^LAKE20[12]$/) })
    })

    it('streams a result larger than one chunk in order', async () => {
      const engine = await open()
      const seen: unknown[] = []
      for await (const part of engine.stream('SELECT range AS n FROM range(5000) ORDER BY n'))
        seen.push(...part.rows.map((row) => row.n))
      expect(seen).toEqual(Array.from({ length: 5000 }, (_, i) => i))
      await engine.close()
    })

    it('a stream left early frees its connection', async () => {
      const engine = await open()
      for await (const part of engine.stream('SELECT range AS n FROM range(1000000)'))
        if (part.rows.length > 0) break
      expect((await engine.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }])
      await engine.close()
    })
  })

  describe(`${label}: long queries`, () => {
    const endless =
      'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 1'

    it('stops at its time limit, and answers the next query', async () => {
      const engine = await open()
      await expect(engine.query(endless, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'LAKE204' })
      expect((await engine.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }])
      await engine.close()
    })

    it('stops when its signal is aborted, while another goes on', async () => {
      const engine = await open()
      const abort = new AbortController()
      const stopped = engine.query(endless, { signal: abort.signal })
      const other = engine.query('SELECT sum(range) AS s FROM range(1000000)')
      setTimeout(() => abort.abort(), 100)
      await expect(stopped).rejects.toMatchObject({ code: 'LAKE203' })
      expect((await other).rows).toEqual([{ s: 499999500000 }])
      await engine.close()
    })

    it('refuses at once when its signal is aborted already', async () => {
      const engine = await open()
      await expect(engine.query(endless, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'LAKE203',
      })
      await engine.close()
    })
  })

  describe(`${label}: narrowed to some rows`, () => {
    it('answers from them; the engine itself knows nothing of it', async () => {
      const engine = await open()
      const own = await engine.narrow?.('few', 'SELECT $1 AS a', { parameters: ['x'] })
      if (!own) return engine.close()
      const all = 'SELECT a FROM few'
      expect((await own.query(all)).rows).toEqual([{ a: 'x' }])
      await expect(own.query('DROP TABLE few')).rejects.toMatchObject({ code: 'LAKE202' })
      await own.close()
      for (let i = 0; i < 3; i++) await expect(engine.query(all)).rejects.toThrow(/few/)
      await engine.close()
    })
  })

  describe(`${label}: functions in TypeScript`, () => {
    it('are called for every row, nulls included', async () => {
      const engine = await open()
      await engine.registerFunction('taxi_join', 2, (a, b) => (a === null ? null : `${a}-${b ?? 'none'}`))
      const { rows } = await engine.query(
        "SELECT taxi_join(a, b) AS v FROM (VALUES ('x', 'y'), ('x', NULL), (NULL, 'y')) t(a, b)",
      )
      expect(rows.map((row) => row.v)).toEqual(['x-y', 'x-none', null])
      await engine.close()
    })

    it('an exception in one fails the query with its message', async () => {
      const engine = await open()
      await engine.registerFunction('taxi_throw', 1, () => {
        throw new Error('broken on purpose')
      })
      await expect(engine.query("SELECT taxi_throw('a')")).rejects.toThrow(/broken on purpose/)
      await engine.close()
    })
  })
}
