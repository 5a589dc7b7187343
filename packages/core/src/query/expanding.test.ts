import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askAudit, unordered } from '../../test/ask-audit.js'

const scalar = fc.constantFrom(null, 0, 'text', '', '[', true)
const element = fc.oneof(
  scalar,
  fc.record({ Inner: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })) }, { requiredKeys: [] }),
)
/** What may stand where a list is looked for. */
const list = fc.oneof(
  fc.array(element, { maxLength: 3 }),
  scalar,
  fc.constant({ a: 1, 'b/c': [2] }),
  fc.constant(undefined),
)

const questions = [
  'CloudAppEvents | mv-expand X = RawEventData.List | project Id = tostring(RawEventData.Id), X = dynamic_to_json(X)',
  'CloudAppEvents | mv-expand kind=array X = RawEventData.List | project X = dynamic_to_json(X)',
  'CloudAppEvents | where isnotempty(ActionType) | mv-expand X = RawEventData.List | mv-expand Y = X.Inner | project A = dynamic_to_json(X), B = dynamic_to_json(Y)',
  'CloudAppEvents | mv-expand X = RawEventData.List, Y = RawEventData.Other | project A = dynamic_to_json(X), B = dynamic_to_json(Y)',
  'CloudAppEvents | mv-expand X = RawEventData.List, Y = RawEventData.List | project A = dynamic_to_json(X), B = dynamic_to_json(Y)',
  'CloudAppEvents | mv-expand with_itemindex=I X = RawEventData["List"] limit 2 | project I, X = dynamic_to_json(X)',
  'CloudAppEvents | mv-apply X = RawEventData.List on (summarize n = count(), Most = max(tostring(X))) | project n, Most',
  'CloudAppEvents | mv-expand X = RawEventData.List | where isnotnull(RawEventData.List) | project X = dynamic_to_json(X)',
  'CloudAppEvents | mv-expand X = RawEventData.List | count',
  'CloudAppEvents | mv-expand kind=array X = RawEventData.List | mv-expand Y = X.Inner | summarize count() by Id = tostring(RawEventData.Id)',
  'CloudAppEvents | mv-expand X = RawEventData.List, Y = RawEventData.Other | project A = dynamic_to_json(X)',
  'CloudAppEvents | extend L = RawEventData.List | mv-expand with_itemindex=I L | summarize sum(I), count()',
  'CloudAppEvents | mv-apply X = RawEventData.List on (count)',
  'union CloudAppEvents, (print z = 1) | mv-expand X = RawEventData.List | project X = dynamic_to_json(X)',
]

test('a list is expanded where its table is read as it is above it, whatever stands in its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ List: list, Other: list }), { minLength: 1, maxLength: 6 }),
      (records) =>
        askAudit(records, async (ask) => {
          for (const kql of questions)
            expect(unordered(await ask(kql)), kql).toEqual(unordered(await ask(kql, { rewrite: false })))
        }),
    ),
    { numRuns: 15 },
  )
}, 240_000)
