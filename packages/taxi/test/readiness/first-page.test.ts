import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { assessFiles, inFolder } from './tenant.js'

const context = 'https://graph.microsoft.com/v1.0/$metadata#subscribedSkus'
const sku = (number: number, plan: string) => ({
  id: `t_${number}`,
  skuId: `00000000-0000-4000-8000-00000000000${number}`,
  skuPartNumber: `SKU${number}`,
  capabilityStatus: 'Enabled',
  servicePlans: [{ servicePlanId: `${number}`, servicePlanName: plan, provisioningStatus: 'Success' }],
})
const page = (skus: readonly unknown[], next = '') => ({
  '@odata.context': context,
  ...(next ? { '@odata.nextLink': next } : {}),
  value: skus,
})
const first = page(
  [sku(1, 'EXCHANGE_S_STANDARD')],
  'https://graph.microsoft.com/v1.0/subscribedSkus?$skiptoken=2',
)
const last = page([sku(2, 'INTUNE_A')])
const premium = page([sku(2, 'AAD_PREMIUM')])

const unsaid = /does not show the plans of every subscription/
const none = /no Entra ID P1 or P2 in force/

it.each([
  ['a first page alone says nothing of what is on the next', [first], unsaid],
  ['both pages, one file each, are the whole list', [first, last], none],
  ['both pages in one file are the whole list', [[first, last]], none],
  ['what a page names is there', [premium, first], undefined],
  ['a list of one page is whole', [last], none],
])('%s', async (_, files, reason) => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'exports'))
    const paths = files.map((content, i) => {
      const path = join(folder, 'exports', `skus-${i}.json`)
      writeFileSync(path, JSON.stringify(content))
      return path
    })
    const { sources, findings } = await assessFiles(join(folder, 'workspace'), paths)
    const told = sources.find(({ source }) => source === 'sign-ins-interactive')
    expect([unsaid, none].filter((text) => told?.reasons.some((said) => text.test(said)))).toEqual(
      reason ? [reason] : [],
    )
    expect(told?.verdict).not.toBe('complete')
    expect(findings.some(({ check }) => check === 'exports-whole')).toBe(reason === unsaid)
  })
})
