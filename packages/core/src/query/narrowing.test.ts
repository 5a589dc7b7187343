import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askAudit, unordered } from '../../test/ask-audit.js'

/** Around 10:00:00.000001, to the microsecond as records have it, and to the tick as KQL says it. */
const recorded = fc.constantFrom('10:00:00', '10:00:00.000001', '10:00:00.000002', '10:00:01', undefined)
const said = fc
  .constantFrom(
    '10:00:00.0000009',
    '10:00:00.0000010',
    '10:00:00.0000011',
    '10:00:00.0000020',
    '09:59:59.9999999',
  )
  .map((time) => `datetime(2026-02-01T${time}Z)`)
const comparison = fc.oneof(
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '=='), said)
    .map(([operator, time]) => `TimeGenerated ${operator} ${time}`),
  fc.tuple(said, said).map(([a, b]) => `TimeGenerated between (${a} .. ${b})`),
  said.map((time) => `TimeGenerated > ${time} or UserId == "a"`),
  fc.constantFrom(
    'UserId has "a"',
    'Operation != "Send"',
    'UserId == "a" or OfficeWorkload startswith "exch"',
  ),
)
const rest = fc.constantFrom(
  'summarize n = count() by UserId, TimeGenerated',
  'project T = TimeGenerated, U = UserId | where T >= datetime(2026-02-01T10:00:00.0000005Z) and U != "b"',
  'extend Hour = bin(TimeGenerated, 1h) | where Hour >= datetime(2026-02-01T10:00Z) | summarize count() by Hour',
  'make-series n = count() default = 0 on TimeGenerated from datetime(2026-02-01T09:00Z) to datetime(2026-02-01T12:00Z) step 1h by UserId',
)

test('conditions asked where a table is read let through the rows they let through above it', async () => {
  const record = fc.record({ CreationTime: recorded, UserId: fc.constantFrom('a', 'b', '', undefined) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.array(comparison, { minLength: 1, maxLength: 2 }), rest), {
        minLength: 4,
        maxLength: 4,
      }),
      (records, questions) =>
        askAudit(
          records.map(({ CreationTime, ...fields }) => ({
            ...fields,
            CreationTime: CreationTime && `2026-02-01T${CreationTime}`,
          })),
          async (ask) => {
            for (const [conditions, then] of questions) {
              const wheres = conditions.map((condition) => `| where ${condition} `).join('')
              const kql = `OfficeActivity ${wheres}| ${then}`
              expect(unordered(await ask(kql)), kql).toEqual(unordered(await ask(kql, { rewrite: false })))
            }
          },
        ),
    ),
    { numRuns: 25 },
  )
}, 240_000)
