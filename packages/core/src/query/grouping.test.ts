import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askAudit, unordered } from '../../test/ask-audit.js'

/** Texts as records have them: none, empty, or a few that come again. */
const someText = fc.constantFrom(undefined, null, '', 'a', 'b')
const anyRecord = fc.record({ ClientInfoString: someText, AppId: someText, UserId: someText, Site: someText })
type AnyRecord = { readonly [column: string]: string | null | undefined }

/** What each question groups by, as KQL says it and as KQL means it. */
const questions: readonly (readonly [
  kql: string,
  columns: readonly string[],
  holds?: (r: AnyRecord) => boolean,
])[] = [
  ['OfficeActivity | summarize n = count() by ClientInfoString', ['ClientInfoString']],
  [
    'OfficeActivity | summarize n = count() by A = AppId, C = ClientInfoString',
    ['AppId', 'ClientInfoString'],
  ],
  ['OfficeActivity | where AppId != "a" | summarize n = count() by AppId', ['AppId'], (r) => r.AppId !== 'a'],
  [
    'OfficeActivity | where isempty(AppId) | summarize n = count() by AppId, UserId',
    ['AppId', 'UserId'],
    (r) => !r.AppId,
  ],
  [
    'OfficeActivity | extend Copy = AppId, Long = strlen(AppId) | summarize n = countif(Long >= 0) by AppId, Copy',
    ['AppId', 'AppId'],
  ],
  [
    'OfficeActivity | summarize n = count(), Least = min(strlen(UserId)) by UserId | project UserId, n',
    ['UserId'],
  ],
  ['OfficeActivity | project U = UserId, V = UserId | summarize n = count() by U, V', ['UserId', 'UserId']],
  ['OfficeActivity | summarize n = count() by Site_, AppId', ['Site', 'AppId']],
  ['CloudAppEvents | summarize n = count() by App = tostring(RawEventData.AppId)', ['AppId']],
  [
    'union (OfficeActivity | project AppId), (CloudAppEvents | project AppId = tostring(RawEventData.AppId) | where 1 == 2) | summarize n = count() by AppId',
    ['AppId'],
  ],
]

test('a text that is empty and one that is missing are one group, wherever rows are grouped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 20 }), (records) =>
      askAudit(records, async (ask) => {
        for (const [kql, columns, holds = () => true] of questions) {
          const counted = new Map<string, number>()
          for (const record of records.filter(holds)) {
            const group = JSON.stringify(columns.map((column) => record[column as keyof typeof record] ?? ''))
            counted.set(group, (counted.get(group) ?? 0) + 1)
          }
          const found = (await ask(kql)).map(({ n, ...texts }) => [
            JSON.stringify(Object.values(texts)),
            Number(n),
          ])
          expect(unordered(found), kql).toEqual(unordered([...counted]))
        }
      }),
    ),
    { numRuns: 12 },
  )
}, 120_000)
