import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PageWatch } from './pages.js'

const context = 'https://graph.microsoft.com/v1.0/$metadata#users'
const page = (next?: string, note = '') =>
  JSON.stringify({
    '@odata.context': context,
    ...(next ? { '@odata.nextLink': next } : {}),
    value: [{ id: '1', note }],
  })

const watched = (text: string, size = text.length || 1) => {
  const watch = new PageWatch()
  for (let at = 0; at < text.length; at += size) watch.push(text.slice(at, at + size))
  return watch.pages
}

test.each([
  ['a first page', page('https://x/?$skiptoken=a'), { of: context, isWhole: false }],
  ['a whole answer', page(), { of: context, isWhole: true }],
  [
    'all pages in one file',
    `[${page('https://x/2')},${page('https://x/3')},${page()}]`,
    { of: context, isWhole: true },
  ],
  [
    'pages one after the other, the last missing',
    page('https://x/2') + page('https://x/3'),
    { of: context, isWhole: false },
  ],
  [
    'an Azure page',
    '{"value":[{"name":"a"}],"nextLink":"https://management.azure.com/x"}',
    { of: '', isWhole: false },
  ],
  [
    'a cut answer beside a whole one',
    page('https://x/2') + page().replace('users', 'subscribedSkus'),
    { of: context, isWhole: false },
  ],
  ['an empty link', '{"value":[{"name":"a"}],"nextLink":""}', undefined],
  [
    'a text that speaks of links',
    page(undefined, '"@odata.nextLink": "https://x"'),
    { of: context, isWhole: true },
  ],
  ['records without pages', '[{"id":"1"}]', undefined],
])('%s', (_, text, pages) => {
  expect(watched(text)).toEqual(pages)
})

test('however the text is cut', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      fc.string({ maxLength: 300 }),
      (size, isLast, note) => {
        const text = page('https://x/2', note) + page(isLast ? undefined : 'https://x/3', note)
        expect(watched(text, size)).toEqual({ of: context, isWhole: isLast })
      },
    ),
  )
})
